package eu.temoin.centre;

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

/** The built-in texts, one file a language, read once. */
final class Messages {
    /** The languages that need no text of the register. The first serves where a site speaks none of them. */
    static final List<String> LANGUAGES = List.of("fr", "en");

    private static final Map<String, Map<String, String>> BY_LANGUAGE = load();

    private Messages() {}

    /** All texts of {@code language}; those of its primary tag, or French, where there are none. */
    static Map<String, String> in(String language) {
        String primary = primary(language);
        String known = LANGUAGES.contains(primary) ? primary : LANGUAGES.getFirst();
        return BY_LANGUAGE.getOrDefault(known, Map.of());
    }

    /** {@code fr} of {@code fr-CA}. */
    static String primary(String language) {
        int dash = language.indexOf('-');
        return dash < 0 ? language : language.substring(0, dash);
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

    static InputStream open(String resource) {
        InputStream found = Messages.class.getResourceAsStream(resource);
        if (found == null) {
            throw new IllegalStateException("the centre was packaged without " + resource);
        }
        return found;
    }
}
