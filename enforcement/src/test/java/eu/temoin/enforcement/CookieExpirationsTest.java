package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CookieExpirationsTest {
    private static final Register REGISTER = Sites.usual();
    private static final CookieFilter FILTER = CookieFilter.of(REGISTER, PublicSuffixList.shipped());
    private static final Decision NEWCOMER = Sites.newcomer(REGISTER);

    private static List<String> expirations(Origin origin, String path, String cookies) {
        RequestCookies arrived = FILTER.request(NEWCOMER, List.of(cookies));
        return FILTER.expirations(arrived, Sites.context(origin, path));
    }

    @Test
    void sendsNothingWhereNothingIsRefused() {
        assertThat(expirations(Sites.HTTPS, "/", "session=a; csrf=b")).isEmpty();
    }

    @Test
    void expiresAnUndeclaredCookieHostOnly() {
        assertThat(expirations(Sites.HTTPS, "/a/b", "old=x"))
                .containsExactly(
                        "old=; Path=/; Max-Age=0",
                        "old=; Path=/a; Max-Age=0",
                        "old=; Path=/a/; Max-Age=0",
                        "old=; Path=/a/b; Max-Age=0");
    }

    @Test
    void triesEveryParentDomainForADeclaredOne() {
        assertThat(expirations(Sites.HTTPS, "/a", "_ga=x"))
                .containsExactly(
                        "_ga=; Path=/; Max-Age=0",
                        "_ga=; Path=/; Domain=example.fr; Max-Age=0",
                        "_ga=; Path=/; Domain=shop.example.fr; Max-Age=0",
                        "_ga=; Path=/; Domain=www.shop.example.fr; Max-Age=0",
                        "_ga=; Path=/a; Max-Age=0",
                        "_ga=; Path=/a; Domain=example.fr; Max-Age=0",
                        "_ga=; Path=/a; Domain=shop.example.fr; Max-Age=0",
                        "_ga=; Path=/a; Domain=www.shop.example.fr; Max-Age=0");
    }

    @Test
    void expiresAtTheDeclaredPlaceAlone() {
        assertThat(expirations(Sites.HTTPS, "/a", "placed=x"))
                .containsExactly("placed=; Path=/app; Max-Age=0", "placed=; Path=/app; Domain=example.fr; Max-Age=0");
    }

    @Test
    void namesNoDomainWhereTheHostHasNoParents() {
        assertThat(expirations(Sites.origin("http://127.0.0.1:8080"), "/", "_ga=x"))
                .containsExactly("_ga=; Path=/; Max-Age=0");
        assertThat(expirations(Sites.origin("http://localhost"), "/", "placed=x"))
                .containsExactly("placed=; Path=/app; Max-Age=0");
        assertThat(expirations(Sites.HTTP, "/", "_ga=x"))
                .containsExactly("_ga=; Path=/; Max-Age=0", "_ga=; Path=/; Domain=shop.localhost; Max-Age=0");
    }

    @Test
    void keepsThePromiseOfAPrefix() {
        assertThat(expirations(Sites.HTTPS, "/a", "__Host-x=1; __secure-y=2"))
                .containsExactly(
                        "__Host-x=; Path=/; Max-Age=0; Secure",
                        "__secure-y=; Path=/; Max-Age=0; Secure",
                        "__secure-y=; Path=/a; Max-Age=0; Secure");
        assertThat(expirations(Sites.origin("http://www.shop.example.fr"), "/", "__Host-x=1"))
                .isEmpty();
    }

    @Test
    void expiresACookieWithoutAName() {
        assertThat(expirations(Sites.HTTPS, "/", "nameless")).containsExactly("=0; Path=/; Max-Age=0");
    }

    @Test
    void writesNothingThatEndsTheLine() {
        assertThat(expirations(Sites.HTTPS, "/a;b/c", "bad\u0001=1; old=x")).containsExactly("old=; Path=/; Max-Age=0");
        assertThat(expirations(Sites.HTTPS, "/", "x".repeat(3_000) + "=1; old=x"))
                .containsExactly("old=; Path=/; Max-Age=0");
    }

    @Test
    void removesBothChoicesThatContradict() {
        String one = Sites.token("analytics");
        String two = Sites.token();
        Decision decision = Sites.decide(REGISTER, one, two);
        RequestCookies arrived = FILTER.request(decision, List.of("eu-consent=" + one + "; eu-consent=" + two));
        List<String> lines = FILTER.expirations(arrived, Sites.context(Sites.HTTPS, "/"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("eu-consent=; Path=/")
                .contains("Max-Age=0")
                .doesNotContain("Domain");
    }

    @Test
    void neverRemovesAChoiceOfASibling() {
        assertThat(expirations(Sites.HTTPS, "/", "eu-consent=from-a-sibling")).isEmpty();
    }

    @Test
    void withdrawsWhatDidNotArriveToo() {
        Decision before = Sites.granting(REGISTER, "analytics", "media");
        Decision after = Sites.granting(REGISTER, "media");
        RequestCookies arrived = FILTER.request(after, List.of("session=a; _ga_77=x; old=y"));
        List<String> lines = FILTER.withdrawals(before, after, arrived, Sites.context(Sites.HTTPS, "/"));
        assertThat(lines)
                .contains(
                        "_ga_77=; Path=/; Max-Age=0",
                        "_ga_77=; Path=/; Domain=example.fr; Max-Age=0",
                        "_ga=; Path=/; Domain=example.fr; Max-Age=0",
                        "placed=; Path=/app; Domain=example.fr; Max-Age=0",
                        "old=; Path=/; Max-Age=0")
                .noneMatch(line -> line.startsWith("view") || line.startsWith("lang") || line.startsWith("session"));
    }

    /** Who is to be forgotten may hold what was never allowed: from before this site asked at all. */
    @Test
    void removesWhatIsNamedWhateverHeldBefore() {
        Decision nothing = Sites.granting(REGISTER);
        List<Tracker> withdrawn = REGISTER.trackers().stream()
                .filter(tracker -> !nothing.allows(tracker))
                .toList();
        RequestCookies arrived = FILTER.request(nothing, List.of("session=a; _ga_77=x"));
        List<String> lines = FILTER.withdrawals(withdrawn, arrived, Sites.context(Sites.HTTPS, "/"));
        assertThat(lines)
                .contains("_ga_77=; Path=/; Max-Age=0", "_ga=; Path=/; Domain=example.fr; Max-Age=0")
                .anyMatch(line -> line.startsWith("lang=;"))
                .noneMatch(line -> line.startsWith("session"));
        assertThat(FILTER.withdrawals(List.of(), FILTER.request(nothing, List.of()), Sites.context(Sites.HTTPS, "/")))
                .isEmpty();
    }

    @Test
    void withdrawsNothingThatWasNotAllowed() {
        assertThat(FILTER.withdrawals(NEWCOMER, NEWCOMER, RequestCookies.NONE, Sites.context(Sites.HTTPS, "/")))
                .isEmpty();
        Decision before = Sites.granting(REGISTER);
        Decision after = Sites.granting(REGISTER, "analytics");
        assertThat(FILTER.withdrawals(before, after, RequestCookies.NONE, Sites.context(Sites.HTTPS, "/")))
                .isEmpty();
    }

    @Test
    void keepsToItsLimitsWhateverArrives() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder cookies = new StringBuilder();
            for (int n = random.nextInt(80); n > 0; n--) {
                String name = random.nextBoolean() ? "_ga_" : "old";
                cookies.append(name)
                        .append("n".repeat(random.nextInt(300)))
                        .append(n)
                        .append("=1; ");
            }
            String path = "/dir".repeat(1 + random.nextInt(20));
            List<String> lines = expirations(Sites.HTTPS, path, cookies.toString());
            assertThat(lines).as("seed %d", seed).hasSizeLessThanOrEqualTo(CookieExpirations.LINES_MAX);
            assertThat(lines.stream().mapToInt(String::length).sum())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(CookieExpirations.OCTETS_MAX);
            assertThat(lines).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }

    /**
     * A browser with cookies at random places comes back until nothing refused arrives any more: it must end, and what
     * is allowed or belongs to a parent domain's other services must still be there.
     */
    @Test
    void emptiesABrowserInAFewVisitsAndHarmsNothingElse() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] names = {"_ga", "_ga_1", "_ga_2", "view", "old", "older", "session", "csrf", "__Secure-x", "count"};
        String[] paths = {"/", "/wiki", "/wiki/", "/wiki/page", "/wiki/page/x"};
        String[] domains = {"", "; Domain=example.fr", "; Domain=shop.example.fr", "; Domain=www.shop.example.fr"};
        for (int round = 0; round < 100; round++) {
            BrowserJar jar = new BrowserJar(PublicSuffixList.shipped(), true);
            List<String> keptForever = new ArrayList<>();
            for (int n = 0; n < 25; n++) {
                String name = names[random.nextInt(names.length)];
                String domain = domains[random.nextInt(domains.length)];
                boolean undeclared = name.startsWith("old") || name.startsWith("__");
                boolean allowed = name.equals("session") || name.equals("csrf") || name.equals("count");
                String path = paths[random.nextInt(paths.length)];
                String secure = random.nextBoolean() || name.startsWith("__") ? "; Secure" : "";
                jar.set(Sites.HTTPS, "/", name + "=v; Path=" + path + domain + secure, Sites.NOW);
                if (allowed || undeclared && !domain.isEmpty()) {
                    keptForever.add(name + ' ' + path + ' ' + domain);
                }
            }
            long now = Sites.NOW + random.nextInt(1_000_000);
            int visits = 0;
            for (boolean progress = true; progress && visits < 200; visits++, now += 1 + random.nextInt(30)) {
                String header = jar.header(Sites.HTTPS, "/wiki/page/x", now);
                RequestCookies arrived = FILTER.request(NEWCOMER, List.of(header));
                CookieContext context = new CookieContext(Sites.HTTPS, "backend.internal", "/wiki/page/x", false, now);
                for (String line : FILTER.expirations(arrived, context)) {
                    jar.set(Sites.HTTPS, "/wiki/page/x", line, now);
                }
                progress = jar.all().stream().anyMatch(CookieExpirationsTest::shouldGo);
            }
            assertThat(visits).as("seed %d round %d: visits", seed, round).isLessThan(60);
            List<String> left = new ArrayList<>();
            for (BrowserJar.Stored stored : jar.all()) {
                left.add(stored.name()
                        + ' '
                        + stored.path()
                        + ' '
                        + (stored.hostOnly() ? "" : "; Domain=" + stored.domain()));
            }
            assertThat(left)
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(
                            keptForever.stream().distinct().toList());
        }
    }

    private static boolean shouldGo(BrowserJar.Stored stored) {
        boolean declaredRefused =
                stored.name().startsWith("_ga") || stored.name().equals("view");
        boolean undeclared = stored.name().startsWith("old") || stored.name().startsWith("__");
        return declaredRefused || undeclared && stored.hostOnly();
    }
}
