package eu.temoin.demo;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The words of one site in one language, by key. */
final class Texts {

    private final Map<String, String> byKey;

    private Texts(Map<String, String> byKey) {
        this.byKey = byKey;
    }

    /** Reads {@code folder/texts_xx.properties}. */
    static Texts read(String folder, Language language) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Resources.text(folder + "/texts_" + language.code + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the texts of " + folder, e);
        }
        Map<String, String> byKey = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> byKey.put(key, typeset(properties.getProperty(key), language)));
        return new Texts(byKey);
    }

    String get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no text " + key));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Set<String> keys() {
        return byKey.keySet();
    }

    /**
     * French spacing, so that the files hold only characters that can be seen: a narrow unbreakable space before
     * {@code ; ! ?}, an unbreakable one before {@code :} and inside guillemets, and the curly apostrophe.
     */
    static String typeset(String text, Language language) {
        String curly = text.replace('\'', '\u2019');
        return switch (language) {
            case ENGLISH -> curly;
            case FRENCH ->
                curly.replaceAll(" ([;!?])", "\u202F$1")
                        .replace(" :", "\u00A0:")
                        .replace("« ", "«\u00A0")
                        .replace(" »", "\u00A0»");
        };
    }
}
