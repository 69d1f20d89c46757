package eu.temoin.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a visitor wants the site: written in the cookie {@value #COOKIE}, and in the address of a page that shows a choice
 * which the browser may not have kept. The same in both: {@code language=en&theme=dark&size=large&motion=full}.
 */
record Preferences(Optional<Language> language, Theme theme, TextSize size, Motion motion) {

    static final String COOKIE = "lb_prefs";

    /** Parts of a cookie or address that are looked at. */
    private static final int PAIRS_MAX = 16;

    static final Preferences NONE = new Preferences(Optional.empty(), Theme.SYSTEM, TextSize.NORMAL, Motion.SYSTEM);

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

    /** What {@link #written} wrote, or somebody else; of what is in none of the lists, nothing is taken. */
    static Optional<Preferences> parse(String written) {
        Map<String, String> said = new HashMap<>();
        for (String pair : written.split("&", PAIRS_MAX)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                said.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return of(name -> Optional.ofNullable(said.get(name)));
    }

    /** Of named values, wherever they stand; empty where none of them is one of ours. */
    static Optional<Preferences> of(Function<String, Optional<String>> said) {
        Preferences read = new Preferences(
                said.apply("language").flatMap(Language::of),
                named(Theme.values(), said.apply("theme")).orElse(Theme.SYSTEM),
                named(TextSize.values(), said.apply("size")).orElse(TextSize.NORMAL),
                named(Motion.values(), said.apply("motion")).orElse(Motion.SYSTEM));
        boolean any = read.language().isPresent()
                || named(Theme.values(), said.apply("theme")).isPresent()
                || named(TextSize.values(), said.apply("size")).isPresent()
                || named(Motion.values(), said.apply("motion")).isPresent();
        return any ? Optional.of(read) : Optional.empty();
    }

    String written() {
        return language.map(l -> "language=" + l.code + "&").orElse("") + "theme=" + name(theme) + "&size=" + name(size)
                + "&motion=" + name(motion);
    }

    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] choices, Optional<String> name) {
        return name.flatMap(
                said -> Arrays.stream(choices).filter(c -> name(c).equals(said)).findFirst());
    }
}
