package eu.temoin.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a visitor wants the site: written in the cookie {@value #COOKIE}, and in the address of a page that shows a choice
 * which the browser did not keep.
 */
record Preferences(Optional<Language> language, Theme theme, TextSize size, Motion motion) {

    static final String COOKIE = "lb_prefs";

    static final Preferences NONE = new Preferences(Optional.empty(), Theme.SYSTEM, TextSize.NORMAL, Motion.SYSTEM);

    /** {@code language.theme.size.motion}, each from a closed list. */
    private static final Pattern WRITTEN = Pattern.compile("([a-z]{1,8})\\.([a-z]{1,8})\\.([a-z]{1,8})\\.([a-z]{1,8})");

    private static final String NO_LANGUAGE = "any";

    enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    enum TextSize {
        NORMAL,
        LARGE,
        LARGER
    }

    enum Motion {
        SYSTEM,
        REDUCED,
        FULL
    }

    /** What {@link #written} wrote; empty for anything else, a cookie being whatever somebody sends. */
    static Optional<Preferences> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Language> language = Language.of(parts.group(1));
        if (language.isEmpty() && !parts.group(1).equals(NO_LANGUAGE)) {
            return Optional.empty();
        }
        return named(Theme.values(), parts.group(2))
                .flatMap(theme -> named(TextSize.values(), parts.group(3))
                        .flatMap(size -> named(Motion.values(), parts.group(4))
                                .map(motion -> new Preferences(language, theme, size, motion))));
    }

    String written() {
        return String.join(".", language.map(l -> l.code).orElse(NO_LANGUAGE), name(theme), name(size), name(motion));
    }

    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] choices, String name) {
        return Arrays.stream(choices).filter(c -> name(c).equals(name)).findFirst();
    }
}
