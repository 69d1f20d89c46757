package eu.temoin.audience;

/**
 * What was added up under one name.
 *
 * @param name a path, a host …, never anything of one visitor; {@link #OTHER} for names that were too rare to be kept
 * @param bytes of answers, where they are counted
 * @param firstByte times to the head of the answer, where the dimension is timed; none of a {@link Vital}
 * @param whole times to the end of the answer, likewise; of a {@link Vital}, the vital itself
 */
public record Sum(Dimension dimension, String name, long count, long bytes, Histogram firstByte, Histogram whole) {
    /** The name of all that was too rare to be kept by name. */
    public static final String OTHER = "(other)";

    /** Of something that has a number alone. */
    public static Sum of(Dimension dimension, String name, long count) {
        return new Sum(dimension, name, count, 0, new Histogram(), new Histogram());
    }

    /** This and {@code other}, under this name. */
    public Sum plus(Sum other) {
        return new Sum(
                dimension,
                name,
                count + other.count,
                bytes + other.bytes,
                firstByte.plus(other.firstByte),
                whole.plus(other.whole));
    }

    /** The same under the name of what is not kept by name. */
    public Sum asOther() {
        return new Sum(dimension, OTHER, count, bytes, firstByte, whole);
    }
}
