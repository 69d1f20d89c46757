package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites that have a Content-Security-Policy of their own: the banner works in each, and the site's script still runs. */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SitePolicyTest {
    private static final String SCRIPT = "document.documentElement.dataset.ran = 'yes';";
    private static final AtomicInteger NONCES = new AtomicInteger();

    /** By name: the policy of the site, where NONCE stands for one of this answer alone. */
    private static final Map<String, String> POLICIES = policies();

    private final House house;
    private final SmallSite site = SmallSite.start(SitePolicyTest::site);
    private final int port = Node.freePort();
    private final String origin = "http://site.localhost:" + port;
    private final Node node;

    SitePolicyTest(House house) {
        this.house = house;
        this.node = Node.start(origin, port, SmallRegister.first(origin), site.address());
    }

    @AfterAll
    void close() {
        try (site) {
            node.close();
        }
    }

    private static Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>();
        policies.put("none", "");
        policies.put(
                "unsafe-inline",
                "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'");
        policies.put(
                "nonce", "default-src 'self'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; form-action 'self'");
        policies.put("hash", "default-src 'self'; script-src '" + hash() + "'; style-src 'self'");
        policies.put("strict", "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'");
        policies.put("strict-dynamic", "script-src 'nonce-NONCE' 'strict-dynamic'; object-src 'none'; base-uri 'none'");
        policies.put(
                "trusted-types",
                "script-src 'self' 'nonce-NONCE'; require-trusted-types-for 'script'; trusted-types 'none'");
        policies.put("meta", "script-src '" + hash() + "'; style-src 'self'");
        return policies;
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static Answer site(Asked asked) {
        if (asked.path().equals("/own.js")) {
            return Answer.of("text/javascript", SCRIPT);
        }
        String kind = asked.path().substring(1);
        String policy = POLICIES.get(kind);
        if (policy == null) {
            return Answer.missing();
        }
        String nonce = "n" + NONCES.incrementAndGet() + "abcdefghijklmnop";
        String written = policy.replace("NONCE", nonce);
        String script = kind.equals("strict")
                ? "<script src=\"/own.js\"></script>"
                : "<script nonce=\"" + nonce + "\">" + SCRIPT + "</script>";
        String meta =
                kind.equals("meta") ? "<meta http-equiv=\"Content-Security-Policy\" content=\"" + written + "\">" : "";
        String page = "<!doctype html><html lang=\"fr\"><head>" + meta + "<title>" + kind
                + "</title></head><body><h1>Le Petit Site</h1>" + script + "</body></html>";
        return written.isEmpty() || kind.equals("meta")
                ? Answer.html(page)
                : Answer.html(page, "Content-Security-Policy: " + written);
    }

    static Stream<Arguments> kinds() {
        return POLICIES.keySet().stream()
                .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
    }

    @ParameterizedTest(name = "{0}, with JavaScript: {1}")
    @MethodSource("kinds")
    void theBannerWorksAndTheSitesOwnScriptStillRuns(String kind, boolean javaScript) {
        Visitor visitor = javaScript ? Visitor.USUAL : Visitor.USUAL.withoutJavaScript();
        try (Visit visit = new Visit(house.chromium().visitor(visitor), origin)) {
            visit.open("/" + kind);
            assertThat(visit.banner()).isVisible();
            if (javaScript) {
                assertThat(visit.page().locator("html")).hasAttribute("data-ran", "yes");
            }
            String position = String.valueOf(visit.banner().evaluate("e => getComputedStyle(e).position"));
            // Of a policy in the page too: it begins to count where it stands, and ours stands before it.
            assertThat(position).as("styled").isEqualTo("fixed");

            visit.pressInBanner("accept");
            assertThat(visit.page()).hasURL(origin + "/" + kind);
            assertThat(visit.page().locator("h1")).hasText("Le Petit Site");
            assertThat(visit.choice().getFirst().value).startsWith("audience=1&comfort=1");
            if (javaScript) {
                assertThat(visit.page().locator("html")).hasAttribute("data-ran", "yes");
            }
            assertThat(visit.centreLink()).isVisible();
        }
    }
}
