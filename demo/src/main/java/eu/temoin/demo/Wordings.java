package eu.temoin.demo;

import java.util.EnumMap;
import java.util.Map;

/** The texts of one site in every language. */
final class Wordings {

    private final Map<Language, Texts> byLanguage = new EnumMap<>(Language.class);

    private Wordings() {}

    static Wordings read(String folder) {
        Wordings wordings = new Wordings();
        for (Language language : Language.values()) {
            wordings.byLanguage.put(language, Texts.read(folder, language));
        }
        return wordings;
    }

    Texts in(Language language) {
        Texts texts = byLanguage.get(language);
        if (texts == null) {
            throw new IllegalStateException("no texts in " + language);
        }
        return texts;
    }
}
