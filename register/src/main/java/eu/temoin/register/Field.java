package eu.temoin.register;

import java.util.Optional;
import java.util.function.Function;

/** A value that could be read, or not, and the place to point at when something else is wrong with it. */
record Field<T>(Optional<T> value, Place place) {
    static <T> Field<T> of(T value, Place place) {
        return new Field<>(Optional.of(value), place);
    }

    static <T> Field<T> none(Place place) {
        return new Field<>(Optional.empty(), place);
    }

    /** Reads {@code node} where there is one; else nothing, at {@code otherwise}. */
    static <T> Field<T> read(Optional<YamlNode> node, Place otherwise, Function<YamlNode, Optional<T>> reading) {
        return node.map(n -> new Field<>(reading.apply(n), n.place())).orElse(none(otherwise));
    }

    /** The value of a field of a register in which no error was found. */
    T checked() {
        return value.orElseThrow();
    }
}
