package eu.temoin.register;

import java.util.Optional;

/** Where the parts of an accepted register stand in its file, so that those who check further can point there. */
public final class Positions {
    private final YamlNode root;

    Positions(YamlNode root) {
        this.root = root;
    }

    YamlNode root() {
        return root;
    }

    /**
     * The place of the value at {@code path}, or of the nearest one around it that exists.
     *
     * @param path a key, or for a list's item its index from 0 or its id or name: {@code "providers", "metrique",
     *     "sources", "0"}
     */
    public Place of(String... path) {
        YamlNode at = root;
        Place place = root.place();
        for (String step : path) {
            switch (at) {
                case YamlNode.Mapping mapping -> {
                    YamlNode.Entry entry = mapping.entries().get(step);
                    if (entry == null) {
                        return place;
                    }
                    at = entry.value();
                    place = at instanceof YamlNode.Scalar ? at.place() : entry.key();
                }
                case YamlNode.Sequence sequence -> {
                    Optional<YamlNode> item = item(sequence, step);
                    if (item.isEmpty()) {
                        return place;
                    }
                    at = item.get();
                    place = at.place();
                }
                case YamlNode.Scalar scalar -> {
                    return scalar.place();
                }
            }
        }
        return place;
    }

    private static Optional<YamlNode> item(YamlNode.Sequence sequence, String step) {
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Mapping mapping
                    && (isNamed(mapping, "id", step) || isNamed(mapping, "name", step))) {
                return Optional.of(item);
            }
        }
        boolean isIndex = !step.isEmpty() && step.length() <= 4 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = isIndex ? Integer.parseInt(step) : -1;
        return index >= 0 && index < sequence.items().size()
                ? Optional.of(sequence.items().get(index))
                : Optional.empty();
    }

    private static boolean isNamed(YamlNode.Mapping mapping, String key, String name) {
        return mapping.value(key)
                .filter(v ->
                        v instanceof YamlNode.Scalar scalar && scalar.text().equals(name))
                .isPresent();
    }
}
