package eu.temoin.journeys;

import com.microsoft.playwright.options.Cookie;
import eu.temoin.consent.Choice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of ours in one of its states, and how a visitor comes to it.
 *
 * @param name of the state, as its pictures are called
 * @param javaScript whether the visitor's browser runs scripts
 * @param whole whether the whole page is pictured, or what the window shows
 * @param play leads a newcomer there, in a language
 */
record Scene(String name, boolean javaScript, boolean whole, Play play) {
    /** The way there. */
    interface Play {
        void lead(Visit visit, String language, Node node);
    }

    private static Scene window(String name, Play play) {
        return new Scene(name, true, false, play);
    }

    private static Scene page(String name, Play play) {
        return new Scene(name, true, true, play);
    }

    private static Scene withoutScript(Scene scene) {
        return new Scene(scene.name() + "-without-script", false, scene.whole(), scene.play());
    }

    static List<Scene> all() {
        List<Scene> all = new ArrayList<>(banner());
        all.addAll(centre());
        all.addAll(pages());
        all.addAll(browserHelp());
        all.addAll(troubles());
        return all;
    }

    private static List<Scene> banner() {
        Scene banner = window("banner", (visit, language, node) -> visit.open("/" + language + "/"));
        Scene configuring = window("banner-configuring", (visit, language, node) -> {
            visit.open("/" + language + "/");
            visit.banner().locator("summary").click();
            visit.banner().locator("button[value=save]").scrollIntoViewIfNeeded();
        });
        Scene expired = window("banner-expired", (visit, language, node) -> {
            expired(visit, node);
            visit.open("/" + language + "/");
        });
        Scene placeholder = window("placeholder", (visit, language, node) -> {
            refused(visit, language);
            visit.open("/" + language + "/film");
            visit.placeholder().scrollIntoViewIfNeeded();
        });
        return List.of(banner, withoutScript(banner), configuring, expired, placeholder, withoutScript(placeholder));
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
                    for (var closed : visit.page()
                            .locator("main details:not([open]) > summary")
                            .all()
                            .reversed()) {
                        closed.click();
                    }
                }),
                page("centre-part-granted", (visit, language, node) -> {
                    visit.open("/" + language + "/film");
                    visit.openCentre();
                    visit.set("c.media", true);
                    visit.pressInCentre("save");
                }),
                page("centre-refused", (visit, language, node) -> {
                    visit.open("/" + language + "/");
                    visit.openCentre();
                    visit.pressInCentre("refuse");
                }),
                page("centre-withdrawn", (visit, language, node) -> {
                    visit.open("/" + language + "/film");
                    visit.pressInBanner("accept");
                    visit.open("/" + language + "/settings");
                    visit.openCentre();
                    visit.pressInCentre("withdraw");
                }),
                page("centre-forgotten", (visit, language, node) -> {
                    visit.open("/" + language + "/film");
                    visit.pressInBanner("accept");
                    visit.open("/" + language + "/settings");
                    visit.openCentre();
                    visit.pressInCentre("forget");
                }),
                page("centre-expired", (visit, language, node) -> {
                    expired(visit, node);
                    visit.open("/.temoin/centre?lang=" + language);
                }),
                page("centre-signal", (visit, language, node) -> {
                    visit.context().setExtraHTTPHeaders(Map.of("Sec-GPC", "1", "DNT", "1"));
                    visit.open("/.temoin/centre?lang=" + language);
                }));
    }

    private static List<Scene> pages() {
        return List.of(
                page("policy", (visit, language, node) -> visit.open("/.temoin/policy?lang=" + language)),
                page("policy-revision", (visit, language, node) -> visit.open("/.temoin/policy/1?lang=" + language)),
                page(
                        "policy-compare",
                        (visit, language, node) -> visit.open("/.temoin/policy/compare?lang=" + language)),
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
                page(
                        "guide",
                        (visit, language, node) -> visit.open("/.temoin/browser/chrome-desktop?lang=" + language)),
                page("guide-unknown", (visit, language, node) -> visit.open("/.temoin/browser?lang=" + language)),
                page("guide-signal", (visit, language, node) -> {
                    visit.context().setExtraHTTPHeaders(Map.of("Sec-GPC", "1", "DNT", "1"));
                    visit.open("/.temoin/browser/safari-ios?lang=" + language);
                }),
                page("check", (visit, language, node) -> visit.open("/.temoin/browser/check?lang=" + language)),
                accepted,
                withoutScript(accepted),
                page(
                        "check-blocked",
                        (visit, language, node) -> visit.open("/.temoin/browser/check/blocked?lang=" + language)));
    }

    private static List<Scene> troubles() {
        return List.of(
                page(
                        "trouble-missing",
                        (visit, language, node) -> visit.open("/.temoin/nothing-here?lang=" + language)),
                page("trouble-method", (visit, language, node) -> visit.open("/.temoin/choice?lang=" + language)),
                page("trouble-stale", (visit, language, node) -> {
                    visit.open("/.temoin/centre?lang=" + language);
                    visit.page()
                            .evaluate("document.querySelectorAll('main [name=shown]').forEach(e => e.value ="
                                    + " '0'.repeat(64))");
                    visit.page().locator("main button[value=accept]").first().click();
                }),
                page("trouble-forged", (visit, language, node) -> {
                    visit.carry("eu-consent", "media=1.AAAA");
                    visit.open("/.temoin/centre?lang=" + language);
                }));
    }

    private static void refused(Visit visit, String language) {
        visit.open("/" + language + "/");
        visit.pressInBanner("refuse");
    }

    /** A choice of more than six months ago, as this site signed it then. */
    private static void expired(Visit visit, Node node) {
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Paris"));
        Choice choice = new Choice(
                Map.of("functionality", false, "analytics", false, "media", false),
                Map.of(),
                1,
                today.minusMonths(7),
                today.minusMonths(1),
                false,
                false,
                false,
                Optional.empty());
        visit.context()
                .addCookies(List.of(new Cookie("eu-consent", node.token("la-borne", choice)).setUrl(node.origin())));
    }
}
