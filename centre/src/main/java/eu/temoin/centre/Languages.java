package eu.temoin.centre;

import eu.temoin.consent.Register;
import java.util.List;
import java.util.Optional;

/** Which of a site's languages a visitor reads. */
final class Languages {
    /** Ranges of one header that are looked at. */
    private static final int RANGES_MAX = 16;

    private Languages() {}

    /** {@code language} where the site speaks it, else the site's first. */
    static String known(Register register, String language) {
        List<String> spoken = register.site().languages();
        return match(spoken, language).orElse(spoken.getFirst());
    }

    /** What was asked for explicitly, then the header in its own order, then the site's first language. */
    static String choose(Register register, Optional<String> asked, Optional<String> acceptLanguage) {
        List<String> spoken = register.site().languages();
        return asked.flatMap(tag -> match(spoken, tag))
                .or(() -> acceptLanguage.flatMap(header -> accepted(spoken, header)))
                .orElse(spoken.getFirst());
    }

    /** RFC 9110 section 12.5.4: the range with the highest weight that the site speaks; of equal ones the first. */
    private static Optional<String> accepted(List<String> spoken, String header) {
        Optional<String> best = Optional.empty();
        double bestWeight = 0;
        String[] ranges = header.split(",", RANGES_MAX + 1);
        for (int i = 0; i < Math.min(ranges.length, RANGES_MAX); i++) {
            String[] parts = ranges[i].split(";", 3);
            double weight = parts.length > 1 ? weight(parts[1]) : 1;
            Optional<String> found = match(spoken, parts[0].strip());
            if (found.isPresent() && weight > bestWeight) {
                best = found;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static double weight(String parameter) {
        String text = parameter.strip();
        if (!text.matches("q=[01](\\.[0-9]{0,3})?")) {
            return 0;
        }
        return Double.parseDouble(text.substring(2));
    }

    /** The same tag, or one of the same language. */
    private static Optional<String> match(List<String> spoken, String tag) {
        for (String language : spoken) {
            if (language.equalsIgnoreCase(tag)) {
                return Optional.of(language);
            }
        }
        String primary = Messages.primary(tag);
        return spoken.stream()
                .filter(language -> Messages.primary(language).equalsIgnoreCase(primary))
                .findFirst();
    }
}
