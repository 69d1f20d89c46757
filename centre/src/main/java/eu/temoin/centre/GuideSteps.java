package eu.temoin.centre;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to press in each browser, by task: one file a language, beside the messages. Not among them, so that a site in a
 * third language need not translate the menus of twelve browsers: it shows those of French or English, marked as such.
 */
final class GuideSteps {
    /** When the steps were written; the page says so, since menus change. */
    static final LocalDate DATE = LocalDate.of(2026, 11, 25);

    private static final String ANY = "any.";
    private static final Map<String, Map<String, String>> BY_LANGUAGE = load();

    private GuideSteps() {}

    /** What a visitor may want to do; the titles and further sentences are messages. */
    enum Task {
        THIRD("third"),
        CLOSE("close"),
        FORGET("forget"),
        GPC("gpc"),
        DNT("dnt"),
        TOLD("told"),
        PRIVATE("private"),
        ALL("all");

        private final String id;

        Task(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** One step alone is a sentence. {@code host} is what sites are listed under. */
    static List<String> of(String language, Guide guide, Task task, String host) {
        Map<String, String> steps = in(language);
        String own = steps.get(guide.id() + '.' + task.id());
        String text = own == null ? steps.get(ANY + task.id()) : own;
        if (text == null) {
            throw new IllegalStateException("no steps for " + task.id() + " in " + guide.id());
        }
        return Stream.of(text.split(" \\| ", -1))
                .map(step -> step.replace("{0}", host))
                .toList();
    }

    /** The language that the steps of a page in {@code language} are in. */
    static String language(String language) {
        String primary = Messages.primary(language);
        return BY_LANGUAGE.containsKey(primary) ? primary : Messages.LANGUAGES.getFirst();
    }

    static Set<String> keys(String language) {
        return in(language).keySet();
    }

    /** All texts of a language, for whoever checks them. */
    static Map<String, String> in(String language) {
        return BY_LANGUAGE.getOrDefault(language(language), Map.of());
    }

    private static Map<String, Map<String, String>> load() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String language : Messages.LANGUAGES) {
            Properties file = new Properties();
            try (Reader reader =
                    new InputStreamReader(Messages.open("guide." + language + ".properties"), StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> steps = new HashMap<>();
            file.stringPropertyNames().forEach(key -> steps.put(key, file.getProperty(key)));
            all.put(language, Map.copyOf(steps));
        }
        return Map.copyOf(all);
    }
}
