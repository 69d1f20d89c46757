package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.OnceVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Load once" gives a grant for one page and leaves no trace of a choice. */
class LoadingOnceTest {
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

    private Map<String, String> form() {
        return Visit.form(visit.placeholder("lanterne", "film"), "once");
    }

    private Optional<String> grantedTo(CentreResponse response, String target) {
        return Visit.header(response, "Set-Cookie")
                .map(line -> line.substring("eu-consent-once=".length(), line.indexOf(';')))
                .flatMap(value -> new OnceVerifier(visit.register.site().id(), List.of(Visit.KEY))
                        .verify(value, target, visit.clock.instant()))
                .map(grant -> grant.about());
    }

    @Test
    void leadsBackToTheThingWithAGrantForItsPage() {
        CentreResponse response = visit.post(form());

        assertThat(response.status()).isEqualTo(303);
        assertThat(Visit.header(response, "Location")).contains("/jeux#film");
        assertThat(grantedTo(response, "/jeux")).contains("lanterne");
        assertThat(grantedTo(response, "/")).isEmpty();
        assertThat(Visit.header(response, "Set-Cookie").orElse(""))
                .contains("; Path=/jeux; HttpOnly; SameSite=Strict")
                .contains("Max-Age=60");
    }

    @Test
    void isNoChoice() {
        visit.post(form());

        assertThat(visit.token).isEmpty();
        assertThat(visit.ledger.head().size()).isZero();
        assertThat(visit.decision().ask()).isTrue();
        assertThat(visit.decision().allowsProvider("lanterne")).isFalse();
    }

    @Test
    void eachGrantHasANumberOfItsOwn() {
        String one = Visit.header(visit.post(form()), "Set-Cookie").orElseThrow();
        String two = Visit.header(visit.post(form()), "Set-Cookie").orElseThrow();
        assertThat(one).isNotEqualTo(two);
    }

    /** It loads something: a page of another site may not do that in a visitor's name. */
    @ParameterizedTest
    @CsvSource({
        "sec-fetch-site, cross-site, 403",
        "sec-fetch-site, same-site, 403",
        "sec-fetch-site, none, 403",
        "origin, https://evil.example, 403",
        "origin, null, 403",
        "accept, */*, 403",
        "origin, https://arcade.example, 303",
    })
    void takesTheProofThatAGrantTakes(String header, String value, int status) {
        visit.headers.clear();
        visit.headers.put(header, value);
        CentreResponse response = visit.post(form());
        assertThat(response.status()).isEqualTo(status);
        assertThat(Visit.header(response, "Set-Cookie").isPresent()).isEqualTo(status == 303);
    }

    @Test
    void givesNothingForATextThatWasNotShown() {
        Map<String, String> form = form();
        form.put("shown", "0".repeat(64));
        assertThat(visit.post(form).status()).isEqualTo(409);
        form = form();
        form.put("provider", "nobody");
        assertThat(visit.post(form).status()).isEqualTo(409);
        Map<String, String> older = form();
        visit.register = Samples.arcadeRevised();
        CentreResponse response = visit.post(older);
        assertThat(response.status()).isEqualTo(409);
        assertThat(Visit.header(response, "Set-Cookie")).isEmpty();
    }

    @Test
    void isAskedForByAPlaceholderAlone() {
        Map<String, String> form = Visit.form(visit.banner(), "refuse");
        form.put("do", "once");
        assertThat(visit.post(form).status()).isEqualTo(400);
        form.put("provider", "lanterne");
        assertThat(visit.post(form).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example, film, /#film, /",
        "https://evil.example/, film, /#film, /",
        "/jeux#top, film, /jeux#film, /jeux",
        "/jeux?a=b, '', /jeux?a=b, /jeux?a=b",
        "/jeux, 'a b\"<é', /jeux#a%20b%22%3C%C3%A9, /jeux",
        "/jeux, temoin.1, /jeux#temoin.1, /jeux",
    })
    void theWayBackIsOneOfTheSite(String back, String anchor, String location, String target) {
        Map<String, String> form = form();
        form.put("back", back);
        form.put("at", anchor);
        CentreResponse response = visit.post(form);
        assertThat(Visit.header(response, "Location")).contains(location);
        assertThat(grantedTo(response, target)).contains("lanterne");
    }

    @Test
    void anIdThatIsTooLongLeadsToThePageAlone() {
        Map<String, String> form = form();
        form.put("at", "a".repeat(ReturnPath.ANCHOR_LENGTH_MAX + 1));
        assertThat(Visit.header(visit.post(form), "Location")).contains("/jeux");
    }

    /** What a small placeholder links to says the same and offers the same. */
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void theRoomyPageOffersBoth(String language) {
        String link = visit.placeholder("lanterne", "film").expectFirst("a.c").attr("href");
        Document page = visit.page("/.temoin/load", link.split("\\?", 2)[1].replace("lang=fr", "lang=" + language));

        assertThat(page.expectFirst("h1").text())
                .isEqualTo(language.equals("fr") ? "Contenu de Lanterne" : "Content from Lanterne");
        assertThat(page.title()).startsWith(page.expectFirst("h1").text());
        CentreResponse response = visit.post(Visit.form(page, "once"));
        assertThat(Visit.header(response, "Location")).contains("/jeux#film");
        assertThat(grantedTo(response, "/jeux")).contains("lanterne");
        assertThat(visit.post(Visit.form(page, "always")).status()).isEqualTo(303);
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(page.select("header a[lang]").eachAttr("href"))
                .allMatch(href -> href.contains("provider=lanterne") && href.contains("at=film"));
    }

    @Test
    void theRoomyPageKnowsOnlyProvidersOfTheSiteAndWaysBackOfTheSite() {
        assertThat(visit.get("/.temoin/load", "").status()).isEqualTo(404);
        assertThat(visit.get("/.temoin/load", "provider=nobody").status()).isEqualTo(404);
        Document page = visit.page("/.temoin/load", "provider=lanterne&shows=map&back=//evil.example&at=%3Cb%3E");
        assertThat(page.expectFirst("h1").text()).isEqualTo("Carte de Lanterne");
        assertThat(page.expectFirst("input[name=back]").attr("value")).isEqualTo("/");
        assertThat(page.expectFirst("input[name=at]").attr("value")).isEqualTo("<b>");
        assertThat(visit.page("/.temoin/load", "provider=lanterne&once=0").select("button[value=once]"))
                .isEmpty();
    }
}
