package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Vital;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of sums as people read them; what a site made itself stays as it is. */
final class Names {
    private static final Set<String> DEVICES = Set.of("desktop", "mobile", "tablet");

    private static final Set<String> DROPPED = Set.of(
            "own",
            "method",
            "health-check",
            "prefetch",
            "prerender",
            "robot",
            "frame",
            "fragment",
            "part",
            "redirect",
            "no-page",
            "unfinished",
            "measure-foreign",
            "measure-unreadable");

    private static final Set<String> VITALS =
            Arrays.stream(Vital.values()).map(Vital::name).collect(Collectors.toUnmodifiableSet());

    private Names() {}

    static String of(Words words, Dimension dimension, String name) {
        return switch (name) {
            case Sum.OTHER -> words.text("name.other");
            case "(direct)" -> words.text("name.direct");
            case "(unknown)" -> words.text("name.unknown");
            default -> plain(words, dimension, name);
        };
    }

    private static String plain(Words words, Dimension dimension, String name) {
        return switch (dimension) {
            case LANGUAGE -> words.language(name);
            case DEVICE -> DEVICES.contains(name) ? words.text("device." + name) : name;
            case TIME -> name.matches("[0-9]{2}") ? words.hour(Integer.parseInt(name)) : name;
            case DROPPED -> DROPPED.contains(name) ? words.text("dropped." + name) : name;
            case STATUS -> status(words, name);
            case VITAL -> VITALS.contains(name) ? words.text("vital." + name) : name;
            case SITE, PAGE, ENTRY, SOURCE, CAMPAIGN, FAILURE, DOWNLOAD, LCP, INP, CLS, SCRIPT_ERROR, OUTBOUND -> name;
        };
    }

    private static String status(Words words, String name) {
        return switch (name.charAt(0)) {
            case '2' -> words.text("status.2", name);
            case '3' -> words.text("status.3", name);
            case '4' -> words.text("status.4", name);
            case '5' -> words.text("status.5", name);
            default -> name;
        };
    }

    /** Whether a name stands for itself, letter by letter. */
    static boolean isEvidence(Dimension dimension, String name) {
        boolean own = switch (dimension) {
            case PAGE, ENTRY, SOURCE, CAMPAIGN, FAILURE, DOWNLOAD, LCP, INP, CLS, SCRIPT_ERROR, OUTBOUND -> true;
            case SITE, LANGUAGE, DEVICE, STATUS, TIME, VITAL, DROPPED -> false;
        };
        return own && !name.startsWith("(");
    }
}
