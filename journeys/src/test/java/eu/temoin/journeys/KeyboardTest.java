package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The banner without a mouse, and on screens that hardly hold it. */
@ExtendWith(House.Key.class)
class KeyboardTest {
    /** WCAG 2.2, 2.5.8 asks for 24 CSS pixels; the look asks for 44 on decisions. */
    private static final double TARGET_MIN = 44;

    private final House house;

    KeyboardTest(House house) {
        this.house = house;
    }

    private Visit arrive(Visitor visitor) {
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    private static String focused(Visit visit) {
        return String.valueOf(visit.page().evaluate("document.activeElement.value || document.activeElement.tagName"));
    }

    @Test
    void refusingIsReachedWithinTwoTabsAndEnterRefuses() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/fr/film");
            visit.page().keyboard().press("Tab");
            if (!focused(visit).equals("refuse")) {
                visit.page().keyboard().press("Tab");
            }
            assertThat(focused(visit)).isEqualTo("refuse");

            visit.page().keyboard().press("Enter");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.choice().getFirst().value).startsWith("functionality=0&analytics=0&media=0&counting=0.");
        }
    }

    @Test
    void acceptingIsTheNextStopAfterRefusing() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/fr/film");
            visit.banner().locator("button[value=refuse]").focus();
            visit.page().keyboard().press("Tab");

            assertThat(focused(visit)).isEqualTo("accept");
            visit.page().keyboard().press("Enter");
            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.choice().getFirst().value).startsWith("functionality=1&analytics=1&media=1");
        }
    }

    @Test
    void enterInAFieldOfTheBannerRefusesRatherThanAccepts() {
        try (Visit visit = arrive(Visitor.USUAL)) {
            visit.open("/fr/film");
            visit.banner().locator("summary").click();
            visit.banner().locator("input[name='c.media'][value='1']").check();
            visit.page().keyboard().press("Enter");

            assertThat(visit.banner()).hasCount(0);
            assertThat(visit.choice().getFirst().value).startsWith("functionality=0&analytics=0&media=0&counting=0.");
        }
    }

    @ParameterizedTest(name = "dark: {0}")
    @ValueSource(booleans = {false, true})
    void theFocusIsVisibleOnEveryStopOfTheBanner(boolean dark) {
        try (Visit visit = arrive(dark ? Visitor.USUAL.inTheDark() : Visitor.USUAL)) {
            visit.open("/fr/film");
            visit.banner().locator("summary").click();
            int stops = 0;
            for (int i = 0; i < 40; i++) {
                visit.page().keyboard().press("Tab");
                Object outline = visit.page().evaluate("""
                        () => {
                          const e = document.activeElement;
                          if (!e.closest('#temoin')) return null;
                          const shown = e.matches('input') ? e.parentElement : e;
                          return [e, shown].some((x) => {
                            const s = getComputedStyle(x);
                            return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                          });
                        }""");
                if (outline != null) {
                    assertThat(outline).as("an outline on " + focused(visit)).isEqualTo(true);
                    stops++;
                }
            }
            assertThat(stops)
                    .as("stops: three answers, three purposes, the ways on")
                    .isGreaterThanOrEqualTo(8);
        }
    }

    /** WCAG 2.2, 1.4.10 (320 px wide, 256 px high) and half-way sizes. */
    @ParameterizedTest(name = "{0} x {1}, {2}")
    @CsvSource({"320,256,fr-FR", "320,800,fr-FR", "1280,256,fr-FR", "320,256,en-GB", "768,1024,fr-FR"})
    void everythingOfTheBannerCanBeReachedOnAScreenOf(int width, int height, String language) {
        try (Visit visit = arrive(Visitor.USUAL.at(width, height).speaking(language))) {
            visit.open(language.startsWith("fr") ? "/fr/film" : "/en/film");
            for (String part : List.of(
                    "h2",
                    "ul li:last-child",
                    ".t > p:last-child",
                    "button[value=refuse]",
                    "button[value=accept]",
                    "summary",
                    ".a > a")) {
                reach(visit, part);
            }
            visit.banner().locator("summary").click();
            reach(visit, "input[name='c.functionality'][value='1']");
            reach(visit, "button[value=save]");
        }
    }

    private static void reach(Visit visit, String part) {
        var target = visit.banner().locator(part).first();
        target.scrollIntoViewIfNeeded();
        String where = String.valueOf(target.evaluate("""
                (e) => {
                  const r = e.getBoundingClientRect();
                  const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1);
                  // What is taller than the screen is reached by its end, as one scrolls.
                  const y = Math.max(Math.min(r.bottom - 2, innerHeight - 2), 1);
                  const top = document.elementFromPoint(x, y);
                  const faults = [];
                  if (r.left < 0) faults.push('begins left of the screen');
                  if (r.right > innerWidth) faults.push('ends right of the screen');
                  if (r.bottom > innerHeight + 1) faults.push('ends below the screen');
                  if (!top || !(e.contains(top) || top.contains(e))) faults.push('is covered');
                  return faults.length === 0 ? 'reached' : faults.join(', ');
                }"""));
        assertThat(where).as(part).isEqualTo("reached");
    }

    @ParameterizedTest(name = "{0} px, dark: {1}")
    @CsvSource({"320,false", "768,true", "1280,false", "1920,true"})
    void refusingAndAcceptingLookTheSame(int width, boolean dark) {
        Visitor visitor = Visitor.USUAL.at(width, 800);
        try (Visit visit = arrive(dark ? visitor.inTheDark() : visitor)) {
            visit.open("/fr/film");
            String look = """
                    (e) => {
                      const s = getComputedStyle(e);
                      return [s.color, s.backgroundColor, s.borderTopWidth, s.borderTopColor, s.fontSize, s.fontWeight,
                        s.fontFamily, s.paddingTop, s.paddingLeft, s.opacity, s.textDecorationLine].join('|');
                    }""";
            var refuse = visit.banner().locator("button[value=refuse]");
            var accept = visit.banner().locator("button[value=accept]");
            assertThat(refuse.evaluate(look)).isEqualTo(accept.evaluate(look));
            var one = refuse.boundingBox();
            var other = accept.boundingBox();
            assertThat(one.width).isEqualTo(other.width, org.assertj.core.api.Assertions.within(0.6));
            assertThat(one.height).isEqualTo(other.height, org.assertj.core.api.Assertions.within(0.6));
            assertThat(one.height).isGreaterThanOrEqualTo(TARGET_MIN);
            assertThat(one.y).as("side by side, or one below the other at once").isLessThanOrEqualTo(other.y + 1);
        }
    }
}
