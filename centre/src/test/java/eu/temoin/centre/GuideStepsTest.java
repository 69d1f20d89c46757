package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The steps: for every browser and task, in both languages, by the same rules of typography as the messages. */
class GuideStepsTest {
    @Test
    void everyBrowserHasEveryTaskInEveryLanguage() {
        for (String language : Messages.LANGUAGES) {
            for (Guide guide : Guide.values()) {
                for (GuideSteps.Task task : GuideSteps.Task.values()) {
                    List<String> steps = GuideSteps.of(language, guide, task, "arcade.example");
                    assertThat(steps).as("%s %s %s", language, guide, task).isNotEmpty();
                    assertThat(steps)
                            .as("%s %s %s", language, guide, task)
                            .allSatisfy(step ->
                                    assertThat(step).isNotBlank().endsWith(".").doesNotContain("{0}", "|"));
                }
            }
        }
    }

    @Test
    void everyLanguageHasTheSameStepsAndNoOther() {
        Set<String> known = new TreeSet<>();
        for (GuideSteps.Task task : GuideSteps.Task.values()) {
            known.add("any." + task.id());
            for (Guide guide : Guide.values()) {
                known.add(guide.id() + '.' + task.id());
            }
        }
        Map<String, String> french = GuideSteps.in("fr");
        for (String language : Messages.LANGUAGES) {
            assertThat(known).as(language).containsAll(GuideSteps.keys(language));
            assertThat(GuideSteps.keys(language)).as(language).isEqualTo(french.keySet());
            GuideSteps.in(language)
                    .forEach((key, steps) -> assertThat(steps.split("\\|", -1))
                            .as("%s in %s", key, language)
                            .hasSameSizeAs(french.getOrDefault(key, "").split("\\|", -1)));
        }
    }

    @Test
    void deletingNamesTheSite() {
        for (String language : Messages.LANGUAGES) {
            for (Guide guide : Guide.values()) {
                // Two browsers on iPhone can only delete for all sites at once, and say so.
                boolean allAtOnce = guide == Guide.CHROME_IOS || guide == Guide.EDGE_IOS;
                assertThat(String.join(" ", GuideSteps.of(language, guide, GuideSteps.Task.FORGET, "arcade.example"))
                                .contains("arcade.example"))
                        .as("%s %s", language, guide)
                        .isEqualTo(!allAtOnce);
            }
        }
    }

    @Test
    void frenchAndEnglishAreSetByTheirRules() {
        GuideSteps.in("fr")
                .forEach((key, text) -> assertThat(text)
                        .as(key)
                        .doesNotContain("'", "\"", "!", "...")
                        .doesNotContainPattern("[^\u202F][;?]")
                        .doesNotContainPattern("[^\u00A0]:")
                        .doesNotContainPattern("«[^\u00A0]")
                        .doesNotContainPattern("[^\u00A0]»"));
        GuideSteps.in("en")
                .forEach((key, text) -> assertThat(text)
                        .as(key)
                        .doesNotContain("'", "\"", "!", "«", "...")
                        .doesNotContainPattern("[\\s\u00A0\u202F][;:?]"));
    }

    @Test
    void aThirdLanguageShowsStepsThatExist() {
        assertThat(GuideSteps.language("de")).isEqualTo("fr");
        assertThat(GuideSteps.language("en-GB")).isEqualTo("en");
    }
}
