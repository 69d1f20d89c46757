package eu.temoin.journeys;

import com.microsoft.playwright.Locator;
import eu.temoin.consent.Choice;
import eu.temoin.journeys.Chromium.Visitor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of ours in one of its states, and how a visitor comes to it.
 *
 * @param name of the state, as its pictures are called
 * @param javaScript whether the visitor's browser runs scripts
 * @param whole whether the whole page is pictured, or what the window shows
 * @param where the node that it is a page of
 * @param play leads a newcomer there, in a language
 */
record Scene(String name, boolean javaScript, boolean whole, Function<House, Node> where, Play play) {
    /** The way there. */
    interface Play {
        void lead(Visit visit, String language, Node node);
    }

    private static Scene window(String name, Play play) {
        return new Scene(name, true, false, House::node, play);
    }

    private static Scene page(String name, Play play) {
        return new Scene(name, true, true, House::node, play);
    }

    /** A page that is reached by its address alone. */
    private static Scene at(String name, String path) {
        return page(
                name,
                (visit, language, node) -> visit.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language));
    }

    private Scene withoutScript() {
        return new Scene(name + "-without-script", false, whole, where, play);
    }

    private Scene of(Function<House, Node> other) {
        return new Scene(name, javaScript, whole, other, play);
    }

    /** Leads a newcomer there, whose browser is {@code visitor}'s. */
    Visit begin(House house, String language, Visitor visitor) {
        Node node = where.apply(house);
        Visit visit =
                new Visit(house.chromium().visitor(javaScript ? visitor : visitor.withoutJavaScript()), node.origin());
        play.lead(visit, language, node);
        visit.settle();
        return visit;
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Scene> all() {
        return Stream.of(
                        firstLayers(),
                        centre(),
                        policy(),
                        preferences(),
                        browserHelp(),
                        troubles(),
                        audience(),
                        arcade())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scene> firstLayers() {
        Scene banner = window("banner", (visit, language, node) -> visit.open("/" + language + "/"));
        Scene placeholder = window("placeholder", (visit, language, node) -> {
            refused(visit, language);
            visit.open("/" + language + "/film");
            visit.placeholder().scrollIntoViewIfNeeded();
        });
        return List.of(
                banner,
                banner.withoutScript(),
                window("banner-configuring", (visit, language, node) -> {
                    visit.open("/" + language + "/");
                    visit.banner().locator("summary").click();
                    visit.banner().locator("button[value=save]").scrollIntoViewIfNeeded();
                }),
                window("banner-expired", (visit, language, node) -> {
                    carryOf(7, visit, node);
                    visit.open("/" + language + "/");
                }),
                window("banner-changed", (visit, language, node) -> {
                            carryOf(0, visit, node);
                            visit.open("/" + language + "/");
                        })
                        .of(House::revised),
                placeholder,
                placeholder.withoutScript(),
                at("placeholder-page", "/.temoin/load?provider=lanterne&shows=video&back=/fr/film"),
                window("question-of-the-site", (visit, language, node) -> askedEachTime(visit, language)),
                window("question-of-a-partner", (visit, language, node) -> {
                    askedEachTime(visit, language);
                    visit.page().locator("#temoin-q button[value=never]").click();
                    visit.settle();
                }));
    }

    private static List<Scene> centre() {
        return List.of(
                page("centre-nothing-chosen", (visit, language, node) -> {
                    visit.open("/" + language + "/");
                    visit.openCentre();
                }),
                page("centre-granted", (visit, language, node) -> {
                    visit.open("/" + language + "/film");
                    visit.pressInBanner("accept");
                    visit.open("/" + language + "/film");
                    visit.openCentre();
                }),
                page("centre-everything-unfolded", (visit, language, node) -> {
                    visit.open("/" + language + "/film");
                    visit.pressInBanner("accept");
                    visit.openCentre();
                    visit.unfold();
                }),
                answered("centre-part-granted", "/film", "save", "input[name='c.media'][value='1']"),
                answered("centre-until-closed", "/", "save", "[name='c.media'][value='1'], [value=session]"),
                answered("centre-each-time", "/", "save", "[name=mode][value=each]"),
                answered("centre-refused", "/", "refuse", ""),
                undone("centre-withdrawn", "withdraw"),
                undone("centre-forgotten", "forget"),
                page("centre-expired", (visit, language, node) -> {
                    carryOf(7, visit, node);
                    visit.open("/.temoin/centre?lang=" + language);
                }),
                page("centre-changed", (visit, language, node) -> {
                            carryOf(0, visit, node);
                            visit.open("/.temoin/centre?lang=" + language);
                        })
                        .of(House::revised),
                page("centre-signal", (visit, language, node) -> {
                    signalling(visit);
                    visit.open("/.temoin/centre?lang=" + language);
                }));
    }

    /** What the centre answers to {@code action}, once the answers that {@code checked} selects are given. */
    private static Scene answered(String name, String from, String action, String checked) {
        return page(name, (visit, language, node) -> {
            visit.open("/" + language + from);
            visit.openCentre();
            if (!checked.isEmpty()) {
                visit.page()
                        .locator(checked)
                        .all()
                        .forEach(answer -> answer.check(new Locator.CheckOptions().setForce(true)));
            }
            visit.pressInCentre(action);
        });
    }

    /** What the centre answers to {@code action} of somebody who had accepted everything. */
    private static Scene undone(String name, String action) {
        return page(name, (visit, language, node) -> {
            visit.open("/" + language + "/film");
            visit.pressInBanner("accept");
            visit.open("/" + language + "/settings");
            visit.openCentre();
            visit.pressInCentre(action);
        });
    }

    private static List<Scene> policy() {
        return List.of(
                at("policy", "/.temoin/policy"),
                at("policy-of-two-revisions", "/.temoin/policy").of(House::revised),
                at("policy-revision", "/.temoin/policy/1"),
                at("policy-earlier", "/.temoin/policy/1").of(House::revised),
                at("policy-compare-alone", "/.temoin/policy/compare"),
                at("policy-compare", "/.temoin/policy/compare?from=1&to=2").of(House::revised),
                at("policy-compare-same", "/.temoin/policy/compare?from=2&to=2").of(House::revised));
    }

    private static List<Scene> preferences() {
        return List.of(
                page("preferences-for-a-page", (visit, language, node) -> {
                    refused(visit, language);
                    visit.open("/.temoin/preferences?lang=" + language);
                }),
                page("preferences-remembered", (visit, language, node) -> {
                    visit.open("/" + language + "/");
                    visit.pressInBanner("accept");
                    visit.carry("lb_prefs", "theme=dark&size=large");
                    visit.open("/.temoin/preferences?lang=" + language);
                }));
    }

    private static List<Scene> browserHelp() {
        Scene accepted = page("check-accepted", (visit, language, node) -> {
            visit.open("/.temoin/browser/check?lang=" + language);
            visit.page().locator("main form button").click();
            visit.page().locator("#result").waitFor();
        });
        return List.of(
                at("guide-recognised", "/.temoin/browser"),
                at("guide-of-another", "/.temoin/browser/firefox-android"),
                page("guide-unknown", (visit, language, node) -> {
                    visit.context().setExtraHTTPHeaders(Map.of("Sec-CH-UA", "\"Netscape\";v=\"9\""));
                    visit.open("/.temoin/browser?lang=" + language);
                }),
                page("guide-signal", (visit, language, node) -> {
                    signalling(visit);
                    visit.open("/.temoin/browser/safari-ios?lang=" + language);
                }),
                at("check", "/.temoin/browser/check"),
                accepted,
                accepted.withoutScript(),
                at("check-blocked", "/.temoin/browser/check/blocked"));
    }

    private static List<Scene> troubles() {
        return List.of(
                at("trouble-missing", "/.temoin/nothing-here"),
                at("trouble-method", "/.temoin/choice"),
                spoilt("trouble-form", "'x'"),
                spoilt("trouble-stale", "'0'.repeat(64)"),
                page("trouble-forged", (visit, language, node) -> {
                    visit.carry("eu-consent", "media=1.AAAA");
                    visit.open("/.temoin/centre?lang=" + language);
                }),
                page("trouble-store", (visit, language, node) -> {
                            visit.open("/.temoin/centre?lang=" + language);
                            visit.page()
                                    .locator("main button[value=accept]")
                                    .first()
                                    .click();
                        })
                        .of(House::broken),
                page("trouble-silent-site", (visit, language, node) -> visit.open("/" + language + "/"))
                        .of(House::broken));
    }

    /** What the centre answers to a form whose text is not the one that was shown. */
    private static Scene spoilt(String name, String shown) {
        return page(name, (visit, language, node) -> {
            visit.open("/.temoin/centre?lang=" + language);
            visit.page()
                    .evaluate("document.querySelectorAll('main [name=shown]').forEach(e => e.value = " + shown + ")");
            visit.page().locator("main button[value=accept]").first().click();
        });
    }

    /** What operators read, on the management port, and what everybody may. */
    private static List<Scene> audience() {
        return List.of(
                console("console-waiting", "/audience?period=7"),
                console("console-month", "/audience?period=30").of(House::counted),
                console("console-day", "/audience?period=today").of(House::counted),
                console("console-filtered", "/audience?period=30&path=scores&source=forum")
                        .of(House::counted),
                console("console-every-page", "/audience?period=30&kind=page").of(House::counted),
                console("console-month", "/audience?period=30")
                        .of(House::counted)
                        .withoutScript(),
                console("console-wrong-period", "/audience?from=2026-11-20&to=2026-11-01")
                        .of(House::counted),
                console("console-nothing-then", "/audience?from=2020-01-01&to=2020-01-07")
                        .of(House::counted),
                console("console-missing", "/audience/nothing-here"),
                at("audience-for-everybody", "/.temoin/audience?period=30").of(House::counted));
    }

    private static Scene console(String name, String path) {
        return page(
                name,
                (visit, language, node) -> visit.page()
                        .navigate("http://" + node.management().host() + path + (path.contains("?") ? "&" : "?")
                                + "lang=" + language));
    }

    /** The site itself, as who refused finds it. */
    private static List<Scene> arcade() {
        return Stream.of("", "play", "scores", "film", "about", "settings", "sign-in", "lost")
                .map(slug -> page("arcade-" + (slug.isEmpty() ? "home" : slug), (visit, language, node) -> {
                    refused(visit, language);
                    visit.open("/" + language + "/" + slug);
                }))
                .toList();
    }

    private static void signalling(Visit visit) {
        visit.context().setExtraHTTPHeaders(Map.of("Sec-GPC", "1", "DNT", "1"));
    }

    private static void askedEachTime(Visit visit, String language) {
        visit.open("/.temoin/centre?lang=" + language);
        visit.askEachTime();
        visit.open("/" + language + "/");
    }

    private static void refused(Visit visit, String language) {
        visit.open("/" + language + "/");
        visit.pressInBanner("refuse");
    }

    /** The acceptance of {@code months} ago, as this site signed it then. */
    private static void carryOf(int months, Visit visit, Node node) {
        LocalDate decided = LocalDate.now(ZoneId.of("Europe/Paris")).minusMonths(months);
        Choice choice = new Choice(
                Map.of("functionality", true, "analytics", true, "media", true),
                Map.of(),
                1,
                decided,
                decided.plusMonths(6),
                false,
                false,
                false,
                Optional.empty());
        visit.carry("eu-consent", node.token("la-borne", choice));
    }
}
