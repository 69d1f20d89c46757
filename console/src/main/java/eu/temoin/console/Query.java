package eu.temoin.console;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an address, by name; of one that comes twice the first. Immutable. */
record Query(Map<String, String> parameters) {
    private static final int PARAMETERS_MAX = 16;

    Query {
        parameters = Map.copyOf(parameters);
    }

    /** What cannot be decoded is left out, and so is what comes after {@value #PARAMETERS_MAX} parameters. */
    static Query parse(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        String[] pairs = query.split("&", PARAMETERS_MAX + 1);
        for (int i = 0; i < Math.min(pairs.length, PARAMETERS_MAX); i++) {
            int sign = pairs[i].indexOf('=');
            if (sign > 0) {
                String name = pairs[i].substring(0, sign);
                decoded(pairs[i].substring(sign + 1)).ifPresent(value -> found.putIfAbsent(name, value));
            }
        }
        return new Query(found);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** The value; empty also where it is nothing but spaces. */
    Optional<String> value(String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** {@code name=value}, to be put behind what stands there already. */
    static String pair(String name, String value) {
        return name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
