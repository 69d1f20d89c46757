package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static eu.temoin.journeys.Axe.check;

import eu.temoin.journeys.Chromium.Visitor;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** axe over every page and state of ours: no violation of any of its rules, best practices included. */
@ExtendWith(House.Key.class)
class AccessibilityTest {
    private final House house;

    AccessibilityTest(House house) {
        this.house = house;
    }

    @ParameterizedTest(name = "{0}, dark: {1}, {2} px")
    @CsvSource({"fr-FR,false,1280", "fr-FR,true,320", "en-GB,true,1280", "en-GB,false,320"})
    void axeFindsNothing(String language, boolean dark, int width) {
        Visitor visitor = Visitor.USUAL.speaking(language).at(width, 800);
        String home = language.startsWith("fr") ? "/fr/" : "/en/";
        try (Visit visit = new Visit(
                house.chromium().visitor(dark ? visitor.inTheDark() : visitor),
                house.node().origin())) {
            visit.open(home + "film");
            check(visit, "banner and placeholder");
            visit.banner().locator("summary").click();
            check(visit, "banner, configuring");

            visit.openCentre();
            check(visit, "centre, nothing chosen");
            visit.set("c.media", true);
            visit.pressInCentre("save");
            check(visit, "centre, a part granted");
            visit.unfold();
            check(visit, "centre, everything unfolded");
            visit.open(home + "settings");
            visit.openCentre();
            check(visit, "centre, standing choice");
            visit.pressInCentre("withdraw");
            check(visit, "centre, withdrawn");
            visit.pressInCentre("refuse");
            check(visit, "centre, refused");
            visit.page().locator("button[value=forget]").click();
            assertThat(visit.message()).isVisible();
            check(visit, "centre, forgotten");
            visit.page().locator("main button[value=refuse]").first().click();
            assertThat(visit.page().locator("a[download]")).isVisible();
            visit.open(home + "film");
            check(visit, "placeholder");

            visit.open("/.temoin/policy?lang=" + language.substring(0, 2));
            check(visit, "policy");
            visit.open("/.temoin/nothing-here");
            check(visit, "page not found");
            visit.open("/.temoin/choice");
            check(visit, "an address that wants a form");
        }
    }

    /** axe is a script itself: what is shown without one is left to the eye. */
    private static Stream<Scene> scenes() {
        return Scene.all().stream().filter(Scene::javaScript);
    }

    /** Every state of the gallery, in two of its dresses that differ in everything. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void axeFindsNothingInAnyStateOfTheGallery(Scene scene) {
        Visitor visitor = Visitor.USUAL;
        try (Visit visit = scene.begin(house, "fr", visitor.at(320, 640).inTheDark())) {
            check(visit, scene.name());
        }
        try (Visit visit = scene.begin(house, "en", visitor.at(1280, 800).speaking("en-GB"))) {
            check(visit, scene.name());
        }
    }
}
