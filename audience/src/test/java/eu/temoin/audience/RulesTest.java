package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts, as what, and what is left of it. */
class RulesTest {
    static final Settings SETTINGS = new Settings(
            false,
            Set.of("www.example.fr", "*.static.example.fr"),
            List.of("/scores/{}", "/play/{}/level/{}"),
            List.of("utm_source", "utm_campaign"),
            List.of("pdf", "zip"),
            List.of("/healthz"));

    private static final Rules RULES = Rules.of(SETTINGS);

    private static Outcome outcome(Shown shown) {
        return RULES.reduce(shown).outcome();
    }

    private static Reduced.View view(Shown shown) {
        Reduced reduced = RULES.reduce(shown);
        assertThat(reduced).isInstanceOf(Reduced.View.class);
        return (Reduced.View) reduced;
    }

    @Test
    void pagesOnTheScreenAreViews() {
        assertThat(outcome(Shown.page("/"))).isEqualTo(Counted.VIEW);
        assertThat(outcome(Shown.page("/").method("POST"))).isEqualTo(Counted.VIEW);
        assertThat(outcome(Shown.page("/").with(Seen.Header.DESTINATION, "")))
                .as("a browser that does not say what for")
                .isEqualTo(Counted.VIEW);
        assertThat(outcome(Shown.page("/").status(304)))
                .as("shown from the browser's copy")
                .isEqualTo(Counted.VIEW);
    }

    @Test
    void whatIsNoPageOnTheScreenHasItsReason() {
        assertThat(outcome(Shown.page("/").byWhoRunsTheSite())).isEqualTo(Dropped.OWN);
        assertThat(outcome(Shown.page("/gone").status(404).byWhoRunsTheSite())).isEqualTo(Dropped.OWN);
        assertThat(outcome(Shown.page("/").method("HEAD"))).isEqualTo(Dropped.METHOD);
        assertThat(outcome(Shown.page("/").method("OPTIONS"))).isEqualTo(Dropped.METHOD);
        assertThat(outcome(Shown.page("/healthz"))).isEqualTo(Dropped.HEALTH_CHECK);
        assertThat(outcome(Shown.page("/").with(Seen.Header.SEC_PURPOSE, "prefetch")))
                .isEqualTo(Dropped.PREFETCH);
        assertThat(outcome(Shown.page("/").with(Seen.Header.PURPOSE, "prefetch")))
                .isEqualTo(Dropped.PREFETCH);
        assertThat(outcome(Shown.page("/").with(Seen.Header.X_MOZ, "prefetch"))).isEqualTo(Dropped.PREFETCH);
        assertThat(outcome(Shown.page("/").with(Seen.Header.SEC_PURPOSE, "prefetch;prerender")))
                .isEqualTo(Dropped.PRERENDER);
        assertThat(outcome(Shown.page("/").with(Seen.Header.USER_AGENT, ""))).isEqualTo(Dropped.ROBOT);
        assertThat(outcome(Shown.page("/").with(Seen.Header.DESTINATION, "iframe")))
                .isEqualTo(Dropped.FRAME);
        assertThat(outcome(Shown.page("/").with(Seen.Header.DESTINATION, "empty")))
                .isEqualTo(Dropped.FRAGMENT);
        assertThat(outcome(Shown.page("/a.css")
                        .with(Seen.Header.DESTINATION, "style")
                        .html(false)))
                .isEqualTo(Dropped.PART);
        assertThat(outcome(Shown.page("/").status(302))).isEqualTo(Dropped.REDIRECT);
        assertThat(outcome(Shown.page("/").status(204))).isEqualTo(Dropped.NO_PAGE);
        assertThat(outcome(Shown.page("/data.json").html(false))).isEqualTo(Dropped.NO_PAGE);
        assertThat(outcome(Shown.page("/").whole(false))).isEqualTo(Dropped.UNFINISHED);
    }

    @Test
    void whatFailsIsCountedWhateverItIs() {
        assertThat(outcome(Shown.page("/gone").status(404))).isEqualTo(Counted.FAILED_PAGE);
        assertThat(outcome(Shown.page("/down").status(502).whole(false))).isEqualTo(Counted.FAILED_PAGE);
        assertThat(outcome(Shown.page("/a.js")
                        .with(Seen.Header.DESTINATION, "script")
                        .html(false)
                        .status(404)))
                .isEqualTo(Counted.FAILED_PART);
        assertThat(outcome(Shown.page("/api")
                        .with(Seen.Header.DESTINATION, "empty")
                        .status(500)))
                .isEqualTo(Counted.FAILED_PART);
    }

    @Test
    void declaredFilesAreDownloads() {
        assertThat(outcome(Shown.page("/rules.PDF").html(false))).isEqualTo(Counted.DOWNLOAD);
        assertThat(outcome(Shown.page("/rules.txt").html(false))).isEqualTo(Dropped.NO_PAGE);
        assertThat(outcome(Shown.page("/rules.pdf").html(false).status(206)))
                .as("a part of a file may be one of many")
                .isEqualTo(Dropped.NO_PAGE);
    }

    @Test
    void aVisitFromElsewhereIsAnEntryWithItsHostAlone() {
        assertThat(view(Shown.page("/").from("https://Search.example/find?q=secret"))
                        .source())
                .contains("search.example");
        assertThat(view(Shown.page("/").with(Seen.Header.SITE, "none")).source())
                .contains(Sources.DIRECT);
        assertThat(view(Shown.page("/").with(Seen.Header.SITE, "cross-site")).source())
                .contains(Sources.UNKNOWN);
        assertThat(view(Shown.page("/").with(Seen.Header.REFERRER, "https://search.example/"))
                        .source())
                .as("same origin, whatever the referrer says")
                .isEmpty();
        assertThat(view(Shown.page("/")
                                .with(Seen.Header.SITE, "")
                                .with(Seen.Header.REFERRER, "https://www.example.fr/x"))
                        .source())
                .isEmpty();
        assertThat(view(Shown.page("/").from("https://cdn.static.example.fr/")).source())
                .isEmpty();
    }

    @Test
    void hostsThatHoldAnIdentifierOrAreAMachinesAddressAreNotKept() {
        assertThat(view(Shown.page("/").from("https://u-0123456789abcdef.mail.example/"))
                        .source())
                .contains("*.mail.example");
        assertThat(view(Shown.page("/").from("https://xdeadbeef99.example/")).source())
                .contains("*.example");
        assertThat(view(Shown.page("/").from("http://203.0.113.9/")).source()).contains(Sources.UNKNOWN);
        assertThat(view(Shown.page("/").from("http://[2001:db8::1]/")).source()).contains(Sources.UNKNOWN);
        assertThat(view(Shown.page("/").from("https://ann:pass@mail.example/")).source())
                .contains("mail.example");
        assertThat(view(Shown.page("/").from("nonsense")).source()).contains(Sources.UNKNOWN);
        assertThat(view(Shown.page("/").from("https://" + "a.".repeat(90) + "example/"))
                        .source())
                .contains(Sources.UNKNOWN);
    }

    @Test
    void declaredParametersNameCampaignsAndNoOther() {
        assertThat(view(Shown.page("/").query("email=ann%40example.fr&utm_source=letter+2026&utm_campaign=spring"))
                        .campaigns())
                .containsExactly("utm_source=letter 2026", "utm_campaign=spring");
        assertThat(view(Shown.page("/").query("utm_source=ann%40example.fr")).campaigns())
                .containsExactly("utm_source=(unreadable)");
        assertThat(view(Shown.page("/").query("utm_source=user-90210447")).campaigns())
                .as("a number for each recipient is an identifier")
                .containsExactly("utm_source=user-*");
        assertThat(view(Shown.page("/").query("utm_source=" + "a".repeat(61))).campaigns())
                .containsExactly("utm_source=(unreadable)");
        assertThat(view(Shown.page("/").query("utm_source")).campaigns()).isEmpty();
    }

    @Test
    void languagesAndDevicesAreClasses() {
        assertThat(view(Shown.page("/")).language()).isEqualTo("fr");
        assertThat(view(Shown.page("/").with(Seen.Header.LANGUAGE, "EN")).language())
                .isEqualTo("en");
        assertThat(view(Shown.page("/").with(Seen.Header.LANGUAGE, "*")).language())
                .isEqualTo("(unknown)");
        assertThat(view(Shown.page("/").with(Seen.Header.LANGUAGE, "x-secret")).language())
                .isEqualTo("(unknown)");
        assertThat(view(Shown.page("/")).device()).isEqualTo("desktop");
        assertThat(view(Shown.page("/").with(Seen.Header.MOBILE, "?1")).device())
                .isEqualTo("mobile");
        String iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Mobile/15E148";
        assertThat(view(Shown.page("/").with(Seen.Header.USER_AGENT, iphone)).device())
                .isEqualTo("mobile");
        String ipad = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 Mobile/15E148";
        assertThat(view(Shown.page("/").with(Seen.Header.USER_AGENT, ipad)).device())
                .isEqualTo("tablet");
        String androidTablet = "Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/140 Safari/537.36";
        assertThat(view(Shown.page("/").with(Seen.Header.USER_AGENT, androidTablet))
                        .device())
                .isEqualTo("tablet");
    }

    @Test
    void pathsTakeTheNameOfTheirTemplateOrLoseTheirNumbers() {
        Paths paths = new Paths(SETTINGS.paths());
        assertThat(paths.name("/scores/ann")).isEqualTo("/scores/{}");
        assertThat(paths.name("/scores/")).isEqualTo("/scores/");
        assertThat(paths.name("/scores/ann/more")).isEqualTo("/scores/ann/more");
        assertThat(paths.name("/play/7/level/12")).isEqualTo("/play/{}/level/{}");
        assertThat(paths.name("/about-us")).isEqualTo("/about-us");
        assertThat(paths.name("/orders/90210447/lines")).isEqualTo("/orders/*/lines");
        assertThat(paths.name("/u/8f3a9b27c1d2e4f5")).isEqualTo("/u/*");
        assertThat(paths.name("/u/3f2504e0-4f89-41d3-9a0c-0305e82c3301")).doesNotContain("4f89", "3301", "3f2504e0");
        assertThat(paths.name("/by/ann@example.fr")).isEqualTo("/by/*");
        assertThat(paths.name("/by/ann%40example.fr")).isEqualTo("/by/*");
        assertThat(paths.name("/page;jsessionid=ABC/x")).isEqualTo("/page/x");
        assertThat(paths.name("/caf%C3%A9")).isEqualTo("/caf%C3%A9");
        assertThat(paths.name("/" + "a".repeat(61))).isEqualTo("/*");
        assertThat(paths.name("/a".repeat(500))).hasSizeLessThanOrEqualTo(Paths.LENGTH_MAX + 1);
        assertThat(paths.name("/1")).isEqualTo("/*");
        assertThat(paths.name("*")).isEqualTo("/*");
    }

    @Test
    void whereTheVisitorDoesNotAllowItNothingIsRead() {
        Seen refused = (Seen) Proxy.newProxyInstance(
                Seen.class.getClassLoader(), new Class<?>[] {Seen.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("allowed")) {
                        return false;
                    }
                    throw new AssertionError(method.getName() + " was read");
                });
        Audience audience = new Audience(() -> Instant.EPOCH, () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        assertThat(audience.lane().count(RULES, refused)).isEqualTo(Dropped.NOT_ALLOWED);
        assertThat(audience.collect()).as("and nothing is written").isEmpty();
    }

    @Test
    void withoutAnEstimateOfVisitorsNoAddressIsRead() {
        Shown page = Shown.page("/");
        Seen watched = (Seen) Proxy.newProxyInstance(
                Seen.class.getClassLoader(), new Class<?>[] {Seen.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("address")) {
                        throw new AssertionError("the address was read");
                    }
                    return method.invoke(page, arguments);
                });
        Audience audience = new Audience(() -> Instant.EPOCH, () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        assertThat(audience.lane().count(RULES, watched)).isEqualTo(Counted.VIEW);
        assertThat(Optional.of(audience.collect().getFirst().visitors().isEmpty()))
                .contains(true);
    }
}
