package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Choice;
import eu.temoin.consent.Identifier;
import eu.temoin.consent.TokenSigner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who wants to be asked each time is asked about what the page met, whether or not anything of it can be seen. */
class OpenQuestionTest {
    private static final String DOCUMENT = "Sec-Fetch-Dest: document";
    private static final String PAGE = "<!doctype html><body><a href=/.temoin/centre>Cookies</a>"
            + "<script src=\"https://stats.example/a.js\"></script><img src=\"https://unknown.example/p.gif\">"
            + "<iframe src=\"https://video.example/v\"></iframe></body>";

    private RawUpstream site;
    private TestSite.Running running;

    @BeforeEach
    void start() throws Exception {
        site = RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                + "Set-Cookie: vid=1; Max-Age=99\r\nContent-Length: " + PAGE.length() + "\r\n\r\n" + PAGE);
        running = TestSite.enforcing(site);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        site.close();
    }

    private static String eachTime(Map<String, Boolean> categories, Map<String, Boolean> providers) {
        boolean grants = providers.containsValue(true);
        Choice choice = new Choice(
                categories,
                providers,
                1,
                TestSite.TODAY,
                TestSite.TODAY.plusMonths(6),
                false,
                true,
                false,
                grants ? Optional.of(new Identifier("00112233445566778899aabbccddeeff")) : Optional.empty());
        return "Cookie: eu-consent=" + new TokenSigner("test", TestSite.KEY).sign(choice);
    }

    private String page(String... headers) throws Exception {
        return running.get("/", headers).text();
    }

    @Test
    void whatWasMetIsTheCookieThenTheThingsInTheirOrder() throws Exception {
        String page = page(DOCUMENT, eachTime(Map.of("necessary", true), Map.of()));
        assertThat(page)
                .contains("<form id=temoin-question>[media, stats, video]</form>")
                .doesNotContain("temoin-banner")
                .contains("data-temoin-src=\"https://stats.example/a.js\"");
    }

    /** It arrives before anything of this answer could be met. */
    @Test
    void aCookieThatAScriptHasSetIsAskedAboutWhenItArrives() throws Exception {
        String page = page(DOCUMENT, eachTime(Map.of("necessary", true), Map.of()) + "; _ga=1");
        assertThat(page).contains("<form id=temoin-question>[analytics, media, stats, video]</form>");
    }

    @Test
    void whatHasAnAnswerIsNotAskedAbout() throws Exception {
        String page = page(DOCUMENT, eachTime(Map.of("media", false), Map.of("stats", false, "video", true)));
        assertThat(page).doesNotContain("temoin-question").contains("<iframe src=\"https://video.example/v\">");
    }

    /** The browser's copy was said to hold, with the question in it that had just been answered. */
    @Test
    void anAnswerOrTheModeItselfMakesAnotherPageOfTheSameOne() throws Exception {
        String tagged = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\nContent-Length: "
                + PAGE.length() + "\r\n\r\n" + PAGE;
        RawUpstream.Site revalidating = wire -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                wire.send(
                        head.toLowerCase(Locale.ROOT).contains("if-none-match: \"v1\"")
                                ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                                : tagged);
            }
        };
        String open = eachTime(Map.of("necessary", true), Map.of());
        String never = eachTime(Map.of("necessary", true), Map.of("stats", false));
        String refused = "Cookie: " + TestSite.choice(false, false);
        try (RawUpstream upstream = RawUpstream.start(revalidating);
                TestSite.Running gateway = TestSite.enforcing(upstream)) {
            for (List<String> step : List.of(List.of(open, never), List.of(refused, open), List.of(open, refused))) {
                String tag = gateway.get("/", DOCUMENT, step.getFirst())
                        .header("etag")
                        .orElseThrow();
                assertThat(gateway.get("/", DOCUMENT, step.getFirst(), "If-None-Match: " + tag)
                                .status())
                        .isEqualTo(304);
                assertThat(gateway.get("/", DOCUMENT, step.getLast(), "If-None-Match: " + tag)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** A page with a link of its own to the centre gets no second one, but has to have a place for the question. */
    @Test
    void aPageThatLinksToTheCentreItselfIsAskedInAllTheSame() throws Exception {
        assertThat(page(DOCUMENT, eachTime(Map.of("necessary", true), Map.of())))
                .contains("temoin-question");
        assertThat(page(DOCUMENT, "Cookie: " + TestSite.choice(false, false)))
                .doesNotContain("temoin-question")
                .doesNotContain("temoin-link");
    }

    @Test
    void nobodyElseIsAsked() throws Exception {
        assertThat(page(DOCUMENT)).doesNotContain("temoin-question");
        String each = eachTime(Map.of("necessary", true), Map.of());
        assertThat(page(DOCUMENT, each, "Sec-GPC: 1")).doesNotContain("temoin-question");
        assertThat(page("Sec-Fetch-Dest: iframe", each)).doesNotContain("temoin-question");
    }
}
