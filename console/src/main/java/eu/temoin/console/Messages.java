package eu.temoin.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The texts, one file a language, read once. */
final class Messages {
    /** The first serves where a reader asks for none of them. */
    static final List<String> LANGUAGES = List.of("fr", "en");

    private static final Map<String, Map<String, String>> BY_LANGUAGE = load();

    private Messages() {}

    /** All texts of a language, which is one of {@link #LANGUAGES}. */
    static Map<String, String> in(String language) {
        return BY_LANGUAGE.getOrDefault(language, Map.of());
    }

    private static Map<String, Map<String, String>> load() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String language : LANGUAGES) {
            Properties file = new Properties();
            try (Reader reader = new InputStreamReader(open(language + ".properties"), StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> texts = new HashMap<>();
            file.stringPropertyNames().forEach(key -> texts.put(key, file.getProperty(key)));
            all.put(language, Map.copyOf(texts));
        }
        return Map.copyOf(all);
    }

    /** @param resource of this package, or from the root of the class path where it begins with a slash */
    static InputStream open(String resource) {
        InputStream found = Messages.class.getResourceAsStream(resource);
        if (found == null) {
            throw new IllegalStateException("the console was packaged without " + resource);
        }
        return found;
    }
}
