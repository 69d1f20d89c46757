package eu.temoin.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The two languages of every page. */
enum Language {
    FRENCH("fr", "Français"),
    ENGLISH("en", "English");

    /** A header longer than this is not read: browsers send less than 200 characters. */
    private static final int ACCEPT_CHARS_MAX = 1_000;

    final String code;
    final String ownName;

    Language(String code, String ownName) {
        this.code = code;
        this.ownName = ownName;
    }

    Language other() {
        return this == FRENCH ? ENGLISH : FRENCH;
    }

    static Optional<Language> of(String code) {
        return List.of(values()).stream().filter(l -> l.code.equals(code)).findFirst();
    }

    /**
     * The language that an {@code Accept-Language} header prefers (RFC 9110 section 12.5.4); French, the site's own,
     * where it asks for neither or cannot be read.
     */
    static Language accepted(String header) {
        if (header.length() > ACCEPT_CHARS_MAX) {
            return FRENCH;
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(header), List.of(Locale.of(FRENCH.code), Locale.of(ENGLISH.code)));
            return Optional.ofNullable(best)
                    .flatMap(locale -> of(locale.getLanguage()))
                    .orElse(FRENCH);
        } catch (IllegalArgumentException unreadable) {
            return FRENCH;
        }
    }
}
