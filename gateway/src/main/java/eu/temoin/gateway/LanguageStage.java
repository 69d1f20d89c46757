package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;

/**
 * In which of the site's languages we speak to this visitor: the one that {@code Accept-Language} likes best, else the
 * site's first. A page that says with {@code Content-Language} what it is written in overrules it, see {@link
 * BodyStage}.
 */
final class LanguageStage implements RequestStage {
    /** Ranges of one header that are looked at; browsers send a handful. */
    private static final int RANGES_MAX = 16;

    @Override
    public String name() {
        return "language";
    }

    @Override
    public Step apply(Exchange exchange) {
        List<String> languages = exchange.site().register().site().languages();
        String accepted = exchange.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE);
        if (accepted != null && languages.size() > 1) {
            exchange.language(best(accepted, languages));
        }
        return Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        return Step.NEXT;
    }

    /** The range with the highest weight that names one of {@code languages}, by its first subtag; the earlier wins. */
    static String best(String accepted, List<String> languages) {
        String best = languages.getFirst();
        double bestWeight = 0;
        String[] ranges = accepted.split(",", RANGES_MAX + 1);
        for (int i = 0; i < Math.min(ranges.length, RANGES_MAX); i++) {
            String[] parts = ranges[i].split(";", 2);
            double weight = parts.length == 2 ? weight(parts[1].trim()) : 1;
            String named = named(parts[0].trim(), languages);
            if (weight > bestWeight && !named.isEmpty()) {
                best = named;
                bestWeight = weight;
            }
        }
        return best;
    }

    /** The language that a range like {@code fr-CA} names; empty for none. */
    static String named(String range, List<String> languages) {
        for (String language : languages) {
            if (range.equalsIgnoreCase(language)) {
                return language;
            }
        }
        for (String language : languages) {
            if (primary(range).equalsIgnoreCase(primary(language))) {
                return language;
            }
        }
        return "";
    }

    private static String primary(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }

    /** RFC 9110 section 12.4.2: 0 to 1 with three digits; 0 for what is none. */
    private static double weight(String parameter) {
        return parameter.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
                ? Double.parseDouble(parameter.substring(2))
                : 0;
    }
}
