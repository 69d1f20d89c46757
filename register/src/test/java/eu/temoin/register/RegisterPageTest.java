package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/register.md}, the JSON Schema and the reader to the same keys, codes and example. */
class RegisterPageTest {
    private static final String PAGE = Registers.text(Path.of("../docs/register.md"));

    /** The keys that the reader knows, by the heading or schema definition that they stand under. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("The file", DraftReader.ROOT_KEYS),
            Map.entry("site", DraftReader.SITE_KEYS),
            Map.entry("site.controller", DraftReader.CONTROLLER_KEYS),
            Map.entry("lifetimes", DraftReader.LIFETIME_KEYS),
            Map.entry("categories", DraftReader.CATEGORY_KEYS),
            Map.entry("providers", DraftReader.PROVIDER_KEYS),
            Map.entry("trackers", DraftReader.TRACKER_KEYS),
            Map.entry("preferences", PreferencesReader.KEYS),
            Map.entry("preferences.settings", PreferencesReader.SETTING_KEYS),
            Map.entry("audience", AudienceReader.KEYS),
            Map.entry("revisions", DraftReader.REVISION_KEYS));

    @Test
    void example_isAccepted() {
        String yaml = PAGE.substring(PAGE.indexOf("```yaml\n") + 8, PAGE.indexOf("\n```\n"));
        RegisterReading.Accepted accepted = Registers.accepted(yaml);
        assertThat(accepted.advice()).isEmpty();
        assertThat(accepted.register().revision().number()).isEqualTo(2);
        assertThat(Schemas.refusals(yaml)).isEmpty();
    }

    @Test
    void tables_nameEveryKeyInItsSection() {
        Map<String, List<String>> documented = new HashMap<>();
        String section = "";
        for (String line : PAGE.lines().toList()) {
            if (line.startsWith("#")) {
                section = line.replaceFirst("^#+ ", "");
            } else if (line.startsWith("| `") && KEYS.containsKey(section)) {
                documented
                        .computeIfAbsent(section, s -> new ArrayList<>())
                        .add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(KEYS);
    }

    @Test
    void table_listsEveryCode() {
        List<String> rows =
                PAGE.lines().filter(l -> l.matches("\\| [RWH][0-9]{3} \\|.*")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(c -> "| " + c.id() + " | " + c.summary() + " |")
                        .toList());
    }

    @Test
    void schema_hasTheKeysOfTheReader() {
        JsonNode schema = JsonMapper.shared().readTree(RegisterSchema.text());
        JsonNode root = schema.get("properties");
        JsonNode definitions = schema.get("$defs");
        Map<String, JsonNode> sections = new TreeMap<>(Map.ofEntries(
                Map.entry("The file", root),
                Map.entry("site", root.get("site").get("properties")),
                Map.entry(
                        "site.controller",
                        root.get("site").get("properties").get("controller").get("properties")),
                Map.entry("lifetimes", root.get("lifetimes").get("properties")),
                Map.entry("categories", definitions.get("category").get("properties")),
                Map.entry("providers", definitions.get("provider").get("properties")),
                Map.entry("trackers", definitions.get("tracker").get("properties")),
                Map.entry("preferences", definitions.get("preferences").get("properties")),
                Map.entry("preferences.settings", definitions.get("setting").get("properties")),
                Map.entry("audience", definitions.get("audience").get("properties")),
                Map.entry("revisions", definitions.get("revision").get("properties"))));
        sections.forEach((name, properties) ->
                assertThat(properties.propertyNames()).as(name).containsExactlyElementsOf(keysOf(name)));
    }

    @Test
    void schema_describesEveryKey() {
        List<String> bare = new ArrayList<>();
        collectBare(JsonMapper.shared().readTree(RegisterSchema.text()), "", bare);
        assertThat(bare).isEmpty();
    }

    private static List<String> keysOf(String section) {
        List<String> keys = KEYS.get(section);
        assertThat(keys).as(section).isNotNull();
        return keys == null ? List.of() : keys;
    }

    private static void collectBare(JsonNode node, String path, List<String> bare) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String at = path + '/' + entry.getKey();
            boolean isCondition = entry.getKey().equals("if")
                    || entry.getKey().equals("then")
                    || entry.getKey().equals("else");
            if (isCondition) {
                continue;
            }
            if (entry.getKey().equals("properties") || entry.getKey().equals("$defs")) {
                entry.getValue().properties().forEach(p -> {
                    if (!p.getValue().hasNonNull("description")) {
                        bare.add(at + '/' + p.getKey());
                    }
                });
            }
            collectBare(entry.getValue(), at, bare);
        }
    }
}
