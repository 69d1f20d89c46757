package eu.temoin.register;

import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares two registers value by value; entries of a list are told by their id, name or number, not their position. */
final class Differences {
    private Differences() {}

    static List<Difference> between(Register before, Register after) {
        Map<String, String> old = flat(before);
        Map<String, String> now = flat(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths.stream().sorted().toList()) {
            Optional<String> was = Optional.ofNullable(old.get(path));
            Optional<String> is = Optional.ofNullable(now.get(path));
            if (!was.equals(is)) {
                differences.add(new Difference(path, was, is));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(Register register) {
        Map<String, String> values = new TreeMap<>();
        flatten("", RegisterTree.of(register), values);
        return values;
    }

    private static void flatten(String path, Object value, Map<String, String> values) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, item) -> flatten(joined(path, String.valueOf(key)), item, values));
            case List<?> list
            when list.stream().allMatch(i -> i instanceof Map<?, ?>) && !list.isEmpty() -> {
                List<String> names = new ArrayList<>();
                for (Object item : list) {
                    String name = name((Map<?, ?>) item);
                    names.add(name);
                    flatten(joined(path, name), item, values);
                }
                // The order is what visitors see, so that it counts as well.
                values.put(joined(path, "order"), String.join(", ", names));
            }
            case List<?> list ->
                values.put(
                        path,
                        String.join(", ", list.stream().map(String::valueOf).toList()));
            default -> values.put(path, String.valueOf(value));
        }
    }

    /** A tracker is told by its kind as well: a cookie and a storage key may share a name. */
    private static String name(Map<?, ?> item) {
        for (String key : List.of("id", "number")) {
            Object name = item.get(key);
            if (name != null) {
                return String.valueOf(name);
            }
        }
        return item.get("kind") + " " + item.get("name");
    }

    private static String joined(String path, String step) {
        return path.isEmpty() ? step : path + '/' + step;
    }
}
