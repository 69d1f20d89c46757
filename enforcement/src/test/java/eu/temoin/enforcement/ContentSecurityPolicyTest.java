package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import eu.temoin.consent.SourceVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSecurityPolicyTest {
    private static final Register REGISTER = Sites.usual();
    private static final ContentSecurityPolicy POLICY = ContentSecurityPolicy.of(REGISTER, "/.temoin/report");

    @Test
    void listsOwnPlacesAndWhatPassesWithoutAChoice() {
        assertThat(POLICY.of(Sites.newcomer(REGISTER), Sites.HTTPS))
                .isEqualTo("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: wss://www.shop.example.fr"
                        + " http://shop.localhost:8080 ws://shop.localhost:8080"
                        + " static.example.fr wss://static.example.fr"
                        + " pay.example:8443 wss://pay.example:8443"
                        + " mesure.example wss://mesure.example"
                        + "; report-uri /.temoin/report; report-to temoin");
    }

    @Test
    void addsWhatIsGranted() {
        assertThat(POLICY.of(Sites.granting(REGISTER, "media"), Sites.HTTPS))
                .contains(
                        " *.lanterne.example wss://*.lanterne.example cdn.example/lanterne/ wss://cdn.example/lanterne/")
                .doesNotContain("metrique")
                .doesNotContain("mesure");
    }

    @Test
    void takesTheSchemeOfThePage() {
        String policy = POLICY.of(Sites.newcomer(REGISTER), Sites.HTTP);
        assertThat(policy)
                .startsWith("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws://shop.localhost:8080"
                        + " https://www.shop.example.fr wss://www.shop.example.fr")
                .contains(" mesure.example ws://mesure.example");
    }

    @Test
    void givesAWorkerNothingThatCouldBeOpposed() {
        assertThat(POLICY.none(Sites.HTTPS))
                .contains("static.example.fr")
                .contains("pay.example")
                .doesNotContain("mesure")
                .doesNotContain("lanterne")
                .doesNotContain("metrique");
    }

    @Test
    void neverHoldsMoreThanFetchAndReporting() {
        assertThat(POLICY.widest())
                .doesNotContain("form-action")
                .doesNotContain("base-uri")
                .doesNotContain("frame-ancestors")
                .doesNotContain("sandbox");
    }

    @Test
    void keepsOnePolicyForEachSetOfPermissions() {
        Decision decision = Sites.granting(REGISTER, "media");
        assertThat(POLICY.of(decision, Sites.HTTPS))
                .isSameAs(POLICY.of(Sites.granting(REGISTER, "media"), Sites.HTTPS))
                .isNotEqualTo(POLICY.of(decision, Sites.HTTP))
                .isNotEqualTo(POLICY.of(Sites.newcomer(REGISTER), Sites.HTTPS));
    }

    @Test
    void namesItsEndpoint() {
        assertThat(POLICY.reportingEndpoints()).isEqualTo("temoin=\"/.temoin/report\"");
    }

    @Test
    void tellsHowLongItCanGet() {
        String widest = POLICY.widest();
        assertThat(widest)
                .contains("metrique")
                .contains("lanterne")
                .contains("pay")
                .contains("mesure");
        assertThat(widest.length()).isLessThan(ContentSecurityPolicy.LENGTH_MAX);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add("resource-host-" + i + ".provider.example");
        }
        Register large = register(List.of(), Sites.provider("big", "media", many.toArray(String[]::new)));
        assertThat(ContentSecurityPolicy.of(large, "/.temoin/report").widest().length())
                .isGreaterThan(ContentSecurityPolicy.LENGTH_MAX);
    }

    @Test
    void leavesOutWhatAnotherPlaceSaysAlready() {
        Register register = register(
                List.of("*.example.fr"),
                Sites.provider("a", "necessary", "*.cdn.example", "x.cdn.example", "cdn.example/a/", "cdn.example/a/b"),
                Sites.provider("b", "necessary", "cdn.example/a/", "www.shop.example.fr/stats/", "img.example.fr"));
        assertThat(ContentSecurityPolicy.of(register, "/r").widest())
                .isEqualTo("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: wss://www.shop.example.fr"
                        + " *.example.fr wss://*.example.fr *.cdn.example wss://*.cdn.example"
                        + " cdn.example/a/ wss://cdn.example/a/; report-uri /r; report-to temoin");
    }

    @Test
    void leavesOutAWidePlaceWhileANarrowOneInItIsRefused() {
        Register register = register(
                List.of(),
                Sites.provider("maps", "media", "*.wide.example"),
                Sites.provider("ads", "analytics", "ads.wide.example"));
        ContentSecurityPolicy policy = ContentSecurityPolicy.of(register, "/r");
        assertThat(policy.of(Sites.granting(register, "media"), Sites.HTTPS)).doesNotContain("wide.example");
        assertThat(policy.of(Sites.granting(register, "analytics"), Sites.HTTPS))
                .contains(" ads.wide.example")
                .doesNotContain("*.wide.example");
        assertThat(policy.of(Sites.granting(register, "analytics", "media"), Sites.HTTPS))
                .contains(" *.wide.example");
        assertThat(ContentSecurityPolicy.overlaps(register))
                .containsExactly(new ContentSecurityPolicy.Overlap(
                        source("*.wide.example"), Optional.of("maps"), source("ads.wide.example"), "ads"));
    }

    @Test
    void namesAnOwnHostThatCoversAProvider() {
        Register register = register(List.of("*.example.fr"), Sites.provider("stats", "analytics", "stats.example.fr"));
        assertThat(ContentSecurityPolicy.overlaps(register))
                .containsExactly(new ContentSecurityPolicy.Overlap(
                        source("*.example.fr"), Optional.empty(), source("stats.example.fr"), "stats"));
        assertThat(ContentSecurityPolicy.overlaps(REGISTER)).isEmpty();
    }

    @Test
    void aPathOfTheSiteItselfIsTheGatewaysToKeepBack() {
        Register register =
                register(List.of("*.shop.example.fr"), Sites.provider("stats", "analytics", "www.shop.example.fr/js/"));
        assertThat(ContentSecurityPolicy.overlaps(register)).isEmpty();
    }

    /** A wide source at every port, or across a path, once let in a refused one, because it did not cover it whole. */
    @ParameterizedTest
    @CsvSource({
        "wide.example:*, wide.example, wide.example/x",
        "wide.example:*, wide.example:8443, wide.example:8443/x",
        "wide.example, wide.example:443, wide.example/x",
        "*.wide.example/x/, ads.wide.example, ads.wide.example/x/y",
        "wide.example:*/x/, wide.example/x/y/, wide.example/x/y/z",
    })
    void aPlaceThatMeetsARefusedOneOnlyInPartIsLeftOutToo(String wide, String narrow, String address) {
        Register register =
                register(List.of(), Sites.provider("maps", "media", wide), Sites.provider("ads", "analytics", narrow));
        assertThat(ContentSecurityPolicy.overlaps(register)).hasSize(1);
        Source asked = source(address);
        int port = asked.port() == Source.DEFAULT_PORT ? 443 : asked.port();
        String refusing = ContentSecurityPolicy.of(register, "/r").of(Sites.granting(register, "media"), Sites.HTTPS);
        assertThat(permits(refusing, Sites.HTTPS, "https", asked.host(), port, asked.path()))
                .as(refusing)
                .isFalse();
        String granting = ContentSecurityPolicy.of(register, "/r")
                .of(Sites.granting(register, "media", "analytics"), Sites.HTTPS);
        assertThat(permits(granting, Sites.HTTPS, "https", asked.host(), port, asked.path()))
                .as(granting)
                .isTrue();
    }

    @Test
    void guardsItsOwnPages() {
        InlineHashes inline = InlineHashes.ofTexts(List.of("run()"), List.of("p{}"));
        assertThat(ContentSecurityPolicy.ofOwnPages(inline))
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .contains("; style-src 'self' 'sha256-")
                .contains("form-action 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "a.example, a.example/x, true",
        "a.example/x, a.example, false",
        "a.example/x/, a.example/x/y, true",
        "a.example/x/, a.example/x, false",
        "a.example/x, a.example/x/y, false",
        "a.example, a.example:8443, false",
        "*.a.example, a.example, false",
        "*.a.example, b.a.example, true",
        "*.a.example, *.b.a.example, true",
        "*.a.example, *.a.example, true",
        "b.a.example, *.a.example, false",
        "*.a.example, ba.example, false",
    })
    void knowsWhichPlaceCoversWhich(String wide, String narrow, boolean expected) {
        assertThat(ContentSecurityPolicy.covers(source(wide), source(narrow))).isEqualTo(expected);
    }

    /**
     * What the policy lets through is exactly what the decision allows, for every address: a second matcher, written
     * from CSP Level 3 section 6.7.2 as engines have it, reads the policy and is asked about random places.
     */
    @Test
    void permitsExactlyWhatTheDecisionAllows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] sources = {
            "a.example",
            "b.example",
            "*.a.example",
            "c.a.example",
            "a.example:8443",
            "b.example/x/",
            "b.example/x/y",
            "*.b.example/z",
            "z.b.example:*",
            "*.a.example:*/x/",
            "static.example.fr/s/"
        };
        String[] hosts = {
            "a.example",
            "b.example",
            "c.a.example",
            "d.c.a.example",
            "z.b.example",
            "static.example.fr",
            "www.shop.example.fr",
            "other.example",
            "example.fr",
            "ba.example"
        };
        String[] schemes = {"https", "wss"};
        String[] paths = {"/", "/x", "/x/", "/x/y", "/x/y/z", "/z", "/s/t"};
        int[] ports = {443, 8443};
        for (int round = 0; round < 300; round++) {
            List<String> left = new ArrayList<>(List.of(sources));
            List<Provider> providers = new ArrayList<>();
            for (String category : List.of("analytics", "media", "necessary", "audience")) {
                List<String> some = new ArrayList<>();
                for (int n = random.nextInt(3); n > 0; n--) {
                    some.add(left.remove(random.nextInt(left.size())));
                }
                providers.add(Sites.provider(category, category, some.toArray(String[]::new)));
            }
            Register register = register(List.of(), providers.toArray(Provider[]::new));
            Decision decision = random.nextBoolean()
                    ? Sites.granting(register, "media")
                    : Sites.granting(register, "media", "audience");
            String policy = ContentSecurityPolicy.of(register, "/r").of(decision, Sites.HTTPS);
            boolean exact = ContentSecurityPolicy.overlaps(register).isEmpty();
            for (String host : hosts) {
                for (String path : paths) {
                    String scheme = schemes[random.nextInt(2)];
                    int port = ports[random.nextInt(2)];
                    SourceVerdict verdict = decision.source(scheme, host, port, path);
                    boolean allowed = verdict instanceof SourceVerdict.Allowed || verdict instanceof SourceVerdict.Own;
                    boolean permitted = permits(policy, Sites.HTTPS, scheme, host, port, path);
                    String what =
                            "seed " + seed + ": " + scheme + "://" + host + ':' + port + path + " under " + policy;
                    if (exact || !allowed) {
                        assertThat(permitted).as(what).isEqualTo(allowed);
                    }
                }
            }
        }
    }

    private static boolean permits(String policy, Origin page, String scheme, String host, int port, String path) {
        String list = policy.substring(policy.indexOf(' ') + 1, policy.indexOf(';'));
        for (String expression : list.split(" ")) {
            if (expression.startsWith("'") && !expression.equals("'self'") || expression.endsWith(":")) {
                continue;
            }
            if (expression.equals("'self'")) {
                if (scheme.equals(page.scheme()) && host.equals(page.host()) && port == page.port()) {
                    return true;
                }
                continue;
            }
            int end = expression.indexOf("://");
            String wanted = end < 0 ? page.scheme() : expression.substring(0, end);
            Source source = source(end < 0 ? expression : expression.substring(end + 3));
            boolean schemeFits = wanted.equals(scheme) || (wanted + 's').equals(scheme);
            if (schemeFits && source.matches(host, port, 443, path)) {
                return true;
            }
        }
        return false;
    }

    private static Register register(List<String> own, Provider... providers) {
        return Sites.register(List.of(Sites.HTTPS), own, List.of(providers), List.of());
    }

    private static Source source(String text) {
        return Source.parse(text).orElseThrow();
    }
}
