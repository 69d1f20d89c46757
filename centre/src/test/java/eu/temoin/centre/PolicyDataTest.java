package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policy for machines, held to {@code docs/spec/policy.md} and to the register. */
class PolicyDataTest {
    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private JsonNode data() {
        CentreResponse response = visit.get("/.temoin/policy.json", "");
        assertThat(response.status()).isEqualTo(200);
        assertThat(Visit.header(response, "Content-Type")).contains("application/json");
        return JsonMapper.shared().readTree(new String(response.body(), StandardCharsets.UTF_8));
    }

    /** The members that the page names, by section. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "spec", "policy.md"))) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("| `")) {
                sections.computeIfAbsent(section, s -> new TreeSet<>()).add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return sections;
    }

    private static Set<String> members(JsonNode node) {
        Set<String> members = new TreeSet<>();
        (node.isArray() ? node.values() : List.of(node)).forEach(item -> members.addAll(item.propertyNames()));
        return members;
    }

    @Test
    void everyMemberIsDocumentedAndEveryDocumentedOneIsThere() throws IOException {
        visit.published.put(6, Samples.arcadeBefore());
        JsonNode data = data();
        Map<String, Set<String>> documented = documented();
        assertThat(members(data)).isEqualTo(documented.remove("The policy"));
        assertThat(documented.keySet())
                .containsExactly(
                        "site", "controller", "choice", "categories", "providers", "trackers", "revisions", "links");
        documented.forEach((section, members) ->
                assertThat(members(data.get(section))).as(section).isEqualTo(members));
        assertThat(documented.get("revisions")).containsAll(members(data.get("revision")));
        assertThat(data.get("format").asString()).isEqualTo(PolicyData.FORMAT);
    }

    @Test
    void nothingOfTheRegisterIsLeftOut() {
        Register register = visit.register;
        JsonNode data = data();
        assertThat(data.get("trackers").size()).isEqualTo(register.trackers().size() + 3);
        assertThat(data.get("trackers").get(0).get("name").asString()).isEqualTo("eu-consent");
        assertThat(data.get("trackers").get(1).get("name").asString()).isEqualTo("eu-consent-once");
        assertThat(data.get("trackers").get(1).get("lifetime").asString()).isEqualTo("PT1M");
        assertThat(data.get("trackers").get(2).get("name").asString()).isEqualTo("temoin-check");
        assertThat(data.get("trackers").get(2).get("path").asString()).isEqualTo("/.temoin/browser/check");
        assertThat(data.get("providers").size()).isEqualTo(register.providers().size());
        assertThat(data.get("categories").size())
                .isEqualTo(register.categories().size());
        assertThat(data.get("revisions").size()).isEqualTo(register.revisions().size());
        JsonNode view = data.get("trackers").get(register.trackers().size() + 2);
        assertThat(view.toString())
                .isEqualTo("{\"name\":\"ln_view\",\"kind\":\"cookie\",\"category\":\"media\",\"provider\":\"lanterne\","
                        + "\"purpose\":{\"fr\":\"Reprend la lecture où elle s’est arrêtée\","
                        + "\"en\":\"Resumes playback where it stopped\"},\"lifetime\":\"P30D\","
                        + "\"domain\":\"lanterne.example\",\"path\":\"/\","
                        + "\"url\":\"https://arcade.example/.temoin/policy#t-cookie-ln_view\"}");
    }

    @Test
    void everyPlaceItNamesIsOnThePage() {
        visit.register = Samples.odd();
        Set<String> ids = new HashSet<>();
        visit.page("/.temoin/policy", "")
                .select("[id]")
                .forEach(element ->
                        assertThat(ids.add(element.id())).as(element.id()).isTrue());
        JsonNode data = data();
        Set<String> urls = new HashSet<>();
        for (String section : List.of("trackers", "providers")) {
            data.get(section).values().forEach(item -> {
                String url = item.get("url").asString();
                assertThat(urls.add(url)).as(url).isTrue();
                // Nothing in it that an address would have to escape.
                assertThat(url).matches("https://arcade\\.example/\\.temoin/policy#[A-Za-z0-9._-]+");
                assertThat(ids).contains(url.substring(url.indexOf('#') + 1));
            });
        }
        assertThat(urls)
                .hasSize(Samples.odd().trackers().size()
                        + 3
                        + Samples.odd().providers().size());
    }

    @Test
    void everyCharacterOfATextArrivesAsItWas() {
        String odd = "a \"b\" \\ c\n\u2028\u007f<é>\uD83D\uDE00";
        assertThat(JsonMapper.shared()
                        .readTree(JsonText.of(Map.of("a", List.of(odd, 7))))
                        .get("a")
                        .get(0)
                        .asString())
                .isEqualTo(odd);
    }
}
