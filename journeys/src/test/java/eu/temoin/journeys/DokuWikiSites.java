package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real site that nobody here wrote, as {@code docs/first-site.md} sets it up: DokuWiki behind an enforcing gateway.
 * With everything refused it still does what it is for. Runs with {@code -Dtemoin.sites=true} only, and installs the
 * wiki where it is missing, as root.
 */
class DokuWikiSites {
    /** The step of the page after which the gateway enforces. */
    private static final String ENFORCED = "8";

    private static FirstSite site;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        site = FirstSite.upTo(ENFORCED);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        try (FirstSite started = site) {
            chromium.close();
            assertThat(started.isAlive()).as("nothing ended it meanwhile").isTrue();
        }
    }

    @Test
    void visitorWhoRefusesReadsAndAnEditorSignsInAndSaves() {
        try (Visit visit = new Visit(chromium.newcomer(Chromium.Visitor.USUAL), site.origin())) {
            Set<String> hosts = new TreeSet<>();
            visit.page().onRequest(request -> hosts.add(request.url().replaceFirst("^(\\w+://[^/]+)/.*", "$1")));
            visit.open("/");
            assertThat(visit.banner()).isVisible();
            visit.pressInBanner("refuse");
            assertThat(visit.page().locator("#dokuwiki__content")).containsText("Les nouvelles de Saint-Aubier");

            signIn(visit);
            edit(visit);
            // The wiki's own script remembers the size of the editing area, which is a convenience and was refused.
            visit.page().locator("#size__ctl img").first().click();
            assertThat(visit.cookies()).contains("DOKU_PREFS");
            save(visit, "Le marché a lieu samedi.");

            assertThat(visit.cookies()).doesNotContain("DOKU_PREFS").contains("DokuWiki", "eu-consent");
            assertThat(hosts).containsExactly(site.origin());
        }
    }

    @Test
    void editorSavesWithoutJavaScript() {
        try (Visit visit = new Visit(chromium.newcomer(Chromium.Visitor.USUAL.withoutJavaScript()), site.origin())) {
            visit.open("/");
            visit.pressInBanner("refuse");
            signIn(visit);
            edit(visit);
            save(visit, "Sans JavaScript aussi.");
        }
    }

    @Test
    void whoAcceptsKeepsTheSizeOfTheEditingArea() {
        try (Visit visit = new Visit(chromium.newcomer(Chromium.Visitor.USUAL), site.origin())) {
            visit.open("/");
            visit.pressInBanner("accept");
            signIn(visit);
            edit(visit);
            visit.page().locator("#size__ctl img").first().click();
            visit.open("/");
            assertThat(visit.cookies()).contains("DOKU_PREFS");
        }
    }

    @Test
    void pictureFromElsewhereIsNotFetched() {
        try (SmallSite elsewhere = SmallSite.start(asked -> SmallSite.Answer.missing());
                Visit visit = new Visit(chromium.newcomer(Chromium.Visitor.USUAL), site.origin())) {
            visit.open("/");
            visit.pressInBanner("accept");
            signIn(visit);
            edit(visit, "photos");
            // The wiki answers with a redirect of its own to that address, which no filter of pages can see.
            save(visit, "Photo : {{" + elsewhere.origin("photos.localhost") + "/place.png}}");
            visit.settle();
            assertThat(visit.page().locator("#dokuwiki__content img")).not().hasCount(0);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    private static void signIn(Visit visit) {
        Page page = visit.page();
        page.locator("a[href*='do=login']").first().click();
        page.locator("input[name=u]").fill("editor");
        page.locator("input[name=p]").fill("correct horse");
        page.locator("#dw__login button[type=submit]").click();
        assertThat(page.locator("#dokuwiki__usertools")).containsText("Claire Morel");
    }

    private static void edit(Visit visit) {
        edit(visit, "start");
    }

    private static void edit(Visit visit, String id) {
        visit.open("/doku.php?do=edit&id=" + id);
        assertThat(visit.page().locator("#wiki__text")).isEditable();
    }

    private static void save(Visit visit, String line) {
        Locator text = visit.page().locator("#wiki__text");
        text.fill(text.inputValue() + "\n\n" + line + "\n");
        visit.page().locator("#edbtn__save").click();
        assertThat(visit.page().locator("#wiki__text")).hasCount(0);
        String shown = line.replaceFirst("\\{\\{.*", "").strip();
        assertThat(visit.page().locator("#dokuwiki__content")).containsText(shown);
    }
}
