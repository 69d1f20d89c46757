package eu.temoin.centre;

import eu.temoin.consent.Preferences;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a visitor has set: values from the closed lists of the register, by setting, in the register's order. Written the
 * same way in the cookie and in addresses: {@code theme=dark&size=large}.
 */
record SetPreferences(Map<String, String> values) {
    static final SetPreferences NONE = new SetPreferences(Map.of());

    SetPreferences {
        values = new LinkedHashMap<>(values);
    }

    /** Of a cookie's value or a query; whatever is none of the register's settings and values is left out. */
    static SetPreferences parse(Preferences declared, String written) {
        Map<String, String> values = new LinkedHashMap<>();
        if (written.length() <= ReturnPath.LENGTH_MAX) {
            for (Preferences.Setting setting : declared.settings()) {
                for (String pair : written.split("&", -1)) {
                    int equals = pair.indexOf('=');
                    if (equals > 0 && pair.substring(0, equals).equals(setting.id())) {
                        String value = pair.substring(equals + 1);
                        if (setting.allows(value)) {
                            values.putIfAbsent(setting.id(), value);
                        }
                    }
                }
            }
        }
        return new SetPreferences(values);
    }

    /** Of a form's fields; empty where one of them is no setting, or no value of it. */
    static Optional<SetPreferences> ofForm(Preferences declared, Map<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Preferences.Setting setting : declared.settings()) {
            String value = fields.get(setting.id());
            if (value != null) {
                if (!setting.allows(value)) {
                    return Optional.empty();
                }
                values.put(setting.id(), value);
            }
        }
        return values.size() == fields.size() ? Optional.of(new SetPreferences(values)) : Optional.empty();
    }

    /** With what {@code newer} sets in place of what was set here. */
    SetPreferences with(SetPreferences newer, Preferences declared) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Preferences.Setting setting : declared.settings()) {
            String value = newer.values.getOrDefault(setting.id(), values.getOrDefault(setting.id(), ""));
            if (!value.isEmpty()) {
                merged.put(setting.id(), value);
            }
        }
        return new SetPreferences(merged);
    }

    /** What holds: what was set, else the first value of the list. */
    String of(Preferences.Setting setting) {
        return values.getOrDefault(setting.id(), setting.values().getFirst().id());
    }

    /** Ids hold nothing that a cookie or an address would have to escape. */
    String written() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + '=' + value.getValue())
                .collect(Collectors.joining("&"));
    }

    /** {@code path} with these as parameters, in place of any of the same names. */
    String in(String path, Preferences declared) {
        int mark = path.indexOf('?');
        String query = mark < 0 ? "" : path.substring(mark + 1);
        StringBuilder kept = new StringBuilder();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!pair.isEmpty() && declared.setting(name).isEmpty()) {
                kept.append(kept.isEmpty() ? "" : "&").append(pair);
            }
        }
        String all = kept + (kept.isEmpty() || values.isEmpty() ? "" : "&") + written();
        return (mark < 0 ? path : path.substring(0, mark)) + (all.isEmpty() ? "" : '?' + all);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
