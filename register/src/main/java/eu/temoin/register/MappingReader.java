package eu.temoin.register;

import java.util.List;
import java.util.Optional;

/** The keys of one mapping: reports unknown and missing ones, and gives the values of the others. */
final class MappingReader {
    private final YamlNode.Mapping mapping;
    private final String what;
    private final Problems problems;

    private MappingReader(YamlNode.Mapping mapping, String what, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
    }

    /**
     * @param what what the mapping describes, with its article: "a category"
     * @param keys those that may stand there
     * @return empty where the node is no mapping, which is then reported
     */
    static Optional<MappingReader> of(YamlNode node, String what, List<String> keys, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    Code.WRONG_TYPE,
                    node.place(),
                    what + " is a mapping with keys, not " + node.kind(),
                    "write its keys below each other: `" + keys.getFirst() + ": …`");
            return Optional.empty();
        }
        mapping.entries().forEach((key, entry) -> {
            if (!keys.contains(key)) {
                problems.add(
                        Code.UNKNOWN_KEY,
                        entry.key(),
                        Problems.quoted(key) + " is no key of " + what,
                        Nearest.mend(key, keys, "delete it"));
            }
        });
        return Optional.of(new MappingReader(mapping, what, problems));
    }

    Place place() {
        return mapping.place();
    }

    /** Where the key stands, or the mapping where it does not. */
    Place keyPlace(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.key();
    }

    Optional<YamlNode> optional(String key) {
        return mapping.value(key);
    }

    /** The value of a key that must be there; its absence is reported with what the key is for. */
    Optional<YamlNode> required(String key, String meaning) {
        Optional<YamlNode> value = mapping.value(key);
        if (value.isEmpty()) {
            problems.add(
                    Code.MISSING_KEY, mapping.place(), what + " lacks `" + key + '`', "add `" + key + ":` " + meaning);
        }
        return value;
    }
}
