package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import eu.temoin.journeys.Chromium.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors set in their browsers or systems: large text, colours of their own, no motion, small windows. */
@ExtendWith(House.Key.class)
class AdaptedDisplayTest {
    /** Twice a browser's 16 pixels: WCAG 1.4.4 asks that text can be that large. */
    private static final int LARGE_TEXT_PIXELS = 32;

    private static final List<String> PAGES = List.of(
            "/.temoin/centre",
            "/.temoin/policy",
            "/.temoin/browser/firefox-android",
            "/.temoin/browser/check/blocked",
            "/.temoin/preferences",
            "/.temoin/policy/compare",
            "/.temoin/load?provider=lanterne&shows=video");

    private final House house;

    AdaptedDisplayTest(House house) {
        this.house = house;
    }

    private Visit visit(BrowserContext context) {
        return new Visit(context, house.node().origin());
    }

    /** Nothing is cut off at the sides, and nothing of ours lies over something else of ours. */
    private static void fits(Visit visit, String inside) {
        Object faults = visit.page().evaluate("""
                (inside) => {
                  const faults = [];
                  const width = document.documentElement.clientWidth;
                  for (const e of document.querySelector(inside).querySelectorAll('h1,h2,h3,p,li,button,a,summary,dt,dd')) {
                    const r = e.getBoundingClientRect();
                    if (r.width === 0 || getComputedStyle(e).position === 'absolute') continue;
                    let clipped = e.closest('[tabindex="0"], pre');
                    if (!clipped && (r.left < -1 || r.right > width + 1)) {
                      faults.push(e.tagName + ' "' + e.textContent.trim().slice(0, 30) + '" ' + r.left + '..' + r.right);
                    }
                    if (e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 1) {
                      faults.push('the words of a button do not fit: ' + e.textContent);
                    }
                  }
                  return faults;
                }""", inside);
        assertThat((List<?>) faults)
                .as("what does not fit at " + visit.page().url())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1280,fr-FR", "640,en-GB", "320,fr-FR"})
    void theBannerCanBeReadAndAnsweredWithTextOfTwiceTheSize(int width, String language) {
        try (Visit visit = visit(house.chromium()
                .withTextOf(LARGE_TEXT_PIXELS, Visitor.USUAL.at(width, 800).speaking(language)))) {
            visit.open(language.startsWith("fr") ? "/fr/" : "/en/");
            double size = ((Number) visit.banner()
                            .locator("button[value=refuse]")
                            .evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
                    .doubleValue();
            assertThat(size)
                    .as("the banner follows the size of the visitor's text")
                    .isGreaterThanOrEqualTo(30);
            fits(visit, "#temoin");
            for (String action : List.of("refuse", "accept")) {
                var button = visit.banner().locator("button[value=" + action + "]");
                button.scrollIntoViewIfNeeded();
                var box = button.boundingBox();
                assertThat(box.y).as(action).isGreaterThanOrEqualTo(0);
                assertThat(box.y + box.height).as(action).isLessThanOrEqualTo(801);
            }
            visit.pressInBanner("refuse");
        }
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {1280, 320})
    void theQuestionOfWhoIsAskedEachTimeCanBeAnsweredWithTextOfTwiceTheSize(int width) {
        try (Visit visit = visit(house.chromium().withTextOf(LARGE_TEXT_PIXELS, Visitor.USUAL.at(width, 800)))) {
            visit.open("/.temoin/centre?lang=fr");
            visit.askEachTime();
            visit.open("/fr/");
            fits(visit, "#temoin-q");
            Locator answers = visit.page().locator("#temoin-q button");
            assertThat(answers.all())
                    .hasSize(3)
                    .extracting(answer -> Math.round(answer.boundingBox().width))
                    .as("answers of one width")
                    .containsOnly(Math.round(answers.first().boundingBox().width));
            answers.last().click();
        }
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {1280, 320})
    void ourPagesCanBeReadWithTextOfTwiceTheSize(int width) {
        try (Visit visit = visit(house.chromium().withTextOf(LARGE_TEXT_PIXELS, Visitor.USUAL.at(width, 800)))) {
            for (String page : PAGES) {
                visit.open(page);
                double size = ((Number) visit.page()
                                .evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))
                        .doubleValue();
                assertThat(size).as(page).isGreaterThanOrEqualTo(26);
                fits(visit, "main");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/fr/", "/.temoin/centre", "/.temoin/policy"})
    void inForcedColoursEveryControlKeepsItsEdgeAndEveryAnswerItsMark(String page) {
        try (Visit visit = visit(house.chromium().visitor(Visitor.USUAL))) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            visit.open(page);
            if (page.equals("/fr/")) {
                visit.banner().locator("summary").click();
            }
            Object faults = visit.page().evaluate("""
                    () => {
                      const faults = [];
                      const ours = document.querySelector('#temoin') || document.querySelector('main');
                      for (const e of ours.querySelectorAll('button')) {
                        const s = getComputedStyle(e);
                        if (s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1) {
                          faults.push('a button without an edge: ' + e.textContent);
                        }
                      }
                      for (const e of ours.querySelectorAll('input[type=radio]:checked')) {
                        // The chosen half: the box that stands for it, or the radio itself where the browser draws it.
                        const shown = [e, e.parentElement, e.nextElementSibling].filter(Boolean);
                        const other = [...ours.querySelectorAll('input[type=radio]:not(:checked)')].find(x => x.name === e.name);
                        if (!other) continue;
                        const twins = [other, other.parentElement, other.nextElementSibling].filter(Boolean);
                        const differs = shown.some((x, i) => twins[i] && (
                          getComputedStyle(x).appearance === 'auto' ||
                          getComputedStyle(x).backgroundColor !== getComputedStyle(twins[i]).backgroundColor ||
                          getComputedStyle(x).borderTopWidth !== getComputedStyle(twins[i]).borderTopWidth ||
                          getComputedStyle(x).textDecorationLine !== getComputedStyle(twins[i]).textDecorationLine));
                        if (!differs) faults.push('a chosen half that looks like the other: ' + e.name);
                      }
                      return faults;
                    }""");
            assertThat((List<?>) faults).as(page).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/fr/film", "/.temoin/centre", "/.temoin/policy"})
    void nothingOfOursMovesForWhoWantsNoMotion(String page) {
        Visitor still = new Visitor(true, false, false, true, 1280, 800, "fr-FR");
        try (Visit visit = visit(house.chromium().visitor(still))) {
            visit.open(page);
            Object moving = visit.page().evaluate("""
                    () => {
                      const ours = [...document.querySelectorAll(
                        '#temoin, #temoin *, #temoin-c, #temoin-c *, .temoin-p, .temoin-p *')];
                      const all = location.pathname.startsWith('/.temoin/') ? [...document.querySelectorAll('*')] : ours;
                      const moves = (e) => {
                        const s = getComputedStyle(e);
                        return s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0.01)
                          || s.scrollBehavior === 'smooth';
                      };
                      return all.filter(moves).map(e => e.tagName + '.' + e.className);
                    }""");
            assertThat((List<?>) moving).as(page).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/.temoin/centre", "/.temoin/policy"})
    void ourPagesFitAWindowOf320By256(String page) {
        try (Visit visit = visit(house.chromium().visitor(Visitor.USUAL.at(320, 256)))) {
            visit.open(page);
            fits(visit, "main");
            Object covered = visit.page().evaluate("""
                    () => [...document.querySelectorAll('*')]
                      .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position))
                      .filter(e => e.getBoundingClientRect().height > innerHeight / 2)
                      .map(e => e.tagName + '.' + e.className)""");
            assertThat((List<?>) covered)
                    .as("what stands over more than half of the window")
                    .isEmpty();
        }
    }

    @Test
    void aWideWindowOf256PixelsHeightStillShowsTheButtonsOfTheBanner() {
        try (Visit visit = visit(house.chromium().visitor(Visitor.USUAL.at(1280, 256)))) {
            visit.open("/fr/");
            for (String action : List.of("refuse", "accept")) {
                var box = visit.banner().locator("button[value=" + action + "]").boundingBox();
                assertThat(box.y + box.height).as(action).isLessThanOrEqualTo(257);
            }
        }
    }
}
