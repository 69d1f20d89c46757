package eu.temoin.console;

import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What surrounds every page.
 *
 * @param languages links to it in the other languages, where it has any
 */
record Frame(Words words, ConsolePaths paths, Reader reader, String site, boolean enforcing, List<Link> languages) {
    /** @param current whether it leads to what is shown already */
    record Link(String name, String href, boolean current, String language) {}

    static Frame of(Words words, ConsolePaths paths, Reader reader, Register register, boolean enforcing) {
        return new Frame(words, paths, reader, register.site().name(), enforcing, List.of());
    }

    /** With links to the same page in the other languages. */
    Frame asking(Asked asked) {
        List<Link> links = new ArrayList<>();
        for (String language : Messages.LANGUAGES) {
            if (!language.equals(words.language())) {
                Locale locale = Locale.forLanguageTag(language);
                String name = locale.getDisplayName(locale);
                links.add(new Link(
                        name.substring(0, 1).toUpperCase(locale) + name.substring(1),
                        paths.page() + asked.queryIn(language),
                        false,
                        language));
            }
        }
        return new Frame(words, paths, reader, site, enforcing, links);
    }

    /** Markup: a constant of ours. */
    String styleTag() {
        return "<style>" + Assets.STYLE + "</style>";
    }

    String integrity() {
        return Assets.SCRIPT_SOURCE;
    }

    boolean isOperators() {
        return reader == Reader.OPERATOR;
    }
}
