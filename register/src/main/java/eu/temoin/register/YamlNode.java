package eu.temoin.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML value and where it stands. */
sealed interface YamlNode {
    Place place();

    /** How a value is called in a message. */
    String kind();

    /** What a plain scalar means by the core schema of YAML 1.2; a quoted one is always text. */
    enum Meaning {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    record Scalar(String text, Meaning meaning, Place place) implements YamlNode {
        boolean isNull() {
            return meaning == Meaning.NULL;
        }

        @Override
        public String kind() {
            return switch (meaning) {
                case TEXT -> "a text";
                case INTEGER, DECIMAL -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "nothing";
            };
        }
    }

    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys in the order of the file. */
    record Mapping(Map<String, Entry> entries, Place place) implements YamlNode {
        Optional<YamlNode> value(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(Place key, YamlNode value) {}
}
