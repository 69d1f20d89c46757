package eu.temoin.centre;

import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the guide's template writes.
 *
 * @param guide whose steps are shown; empty where the browser was not recognised and none was asked for
 * @param recognised whether the request said so, rather than the visitor
 */
record GuideView(
        Words words,
        CentrePaths paths,
        Register register,
        Optional<Guide> guide,
        boolean recognised,
        SignalView signals,
        String host,
        String query) {
    /** One task: its steps in order, or one sentence, then what this site adds. */
    record Chapter(String anchor, String title, List<String> steps, List<Html> notes) {}

    record Other(String name, String href, boolean current) {}

    String lead() {
        if (guide.isEmpty()) {
            return words.text("guide.unknown");
        }
        String name = guide.get().name(words);
        return words.text(recognised ? "guide.recognised" : "guide.chosen", name);
    }

    String stepsLanguage() {
        return GuideSteps.language(words.language());
    }

    String date() {
        return words.text("guide.date", words.date(GuideSteps.DATE));
    }

    boolean ipad() {
        return guide.filter(Guide.SAFARI_MAC::equals).isPresent();
    }

    List<Chapter> chapters() {
        List<Chapter> chapters = new ArrayList<>();
        guide.ifPresent(shown -> {
            for (GuideSteps.Task task : GuideSteps.Task.values()) {
                chapters.add(new Chapter(
                        task.id(),
                        words.text(title(task)),
                        GuideSteps.of(words.language(), shown, task, host),
                        notes(task)));
            }
        });
        return chapters;
    }

    private static String title(GuideSteps.Task task) {
        return switch (task) {
            case THIRD -> "guide.third";
            case CLOSE -> "guide.close";
            case FORGET -> "guide.forget";
            case GPC -> "guide.gpc";
            case DNT -> "guide.dnt";
            case TOLD -> "guide.told";
            case PRIVATE -> "guide.private";
            case ALL -> "guide.all";
        };
    }

    private List<Html> notes(GuideSteps.Task task) {
        Html centre = Html.link(paths.centre() + query, words.text("policy.choice.2.link"));
        return switch (task) {
            case THIRD -> List.of(words.html("guide.third.here"));
            case CLOSE -> List.of(words.html("guide.close.here", centre));
            case FORGET -> List.of(words.html("guide.forget.here"));
            case GPC -> List.of(words.html("guide.gpc.here"));
            case DNT -> List.of(words.html("guide.dnt.here"));
            case TOLD -> List.of(words.html("guide.told.here", centre, words.text("purposes.mode.each")));
            case PRIVATE -> List.of(words.html("guide.private.here"));
            case ALL -> List.of();
        };
    }

    /** What stops on this site where everything is blocked. */
    List<Html> losses() {
        return new Losses(words, register).ofCookies();
    }

    List<Other> others() {
        List<Other> others = new ArrayList<>();
        for (Guide other : Guide.values()) {
            others.add(new Other(
                    other.name(words),
                    paths.browser() + '/' + other.id() + query,
                    guide.filter(other::equals).isPresent()));
        }
        return others;
    }
}
