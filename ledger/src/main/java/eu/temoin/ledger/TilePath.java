package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile stands in the C2SP tlog-tiles layout: {@code tile/<level>/<index>[.p/<width>]} and
 * {@code tile/entries/<index>[.p/<width>]}.
 *
 * @param kind hashes of the tree, or entries
 * @param level 0 to 63; 0 for entries
 * @param index which tile of the level, from 0
 * @param width how many hashes or entries, 1 to 256; less than 256 is a partial tile
 */
public record TilePath(Kind kind, int level, long index, int width) {
    /** Hashes or entries in a full tile. */
    public static final int FULL_WIDTH = 256;

    /** Binary levels of the tree in one level of tiles. */
    static final int HEIGHT = 8;

    private static final int LEVEL_MAX = 63;
    private static final Pattern SHAPE = Pattern.compile(
            "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})" + "(?:\\.p/(0|[1-9][0-9]{0,2}))?");

    /** What a tile holds. */
    public enum Kind {
        /** Hashes of subtrees, 32 bytes each. */
        HASHES,
        /** Leaf entries, each after its length as two bytes, big-endian. */
        ENTRIES
    }

    public TilePath {
        if (level < 0
                || level > LEVEL_MAX
                || (kind == Kind.ENTRIES && level != 0)
                || index < 0
                || width < 1
                || width > FULL_WIDTH) {
            throw new IllegalArgumentException("no tile " + kind + " " + level + " " + index + " " + width);
        }
    }

    /**
     * Reads a path without leading slash.
     *
     * @throws MalformedException if it names no tile, or names one in another spelling than {@link #path()}
     */
    public static TilePath parse(String path) throws MalformedException {
        Matcher shape = SHAPE.matcher(path);
        if (!shape.matches()) {
            throw refused();
        }
        boolean entries = shape.group(1).equals("entries");
        String digits = shape.group(2).replace("x", "").replace("/", "").replaceFirst("^0+(?=.)", "");
        OptionalLong index = Decimal.parse(digits);
        int level = entries ? 0 : Integer.parseInt(shape.group(1));
        int width = shape.group(3) == null ? FULL_WIDTH : Integer.parseInt(shape.group(3));
        if (index.isEmpty() || level > LEVEL_MAX || width < 1 || width > FULL_WIDTH) {
            throw refused();
        }
        TilePath tile = new TilePath(entries ? Kind.ENTRIES : Kind.HASHES, level, index.getAsLong(), width);
        if (!tile.path().equals(path)) {
            throw refused();
        }
        return tile;
    }

    private static MalformedException refused() {
        return new MalformedException(Format.TILE_PATH, "not the path of a tile: tile/<level>/<index>[.p/<width>]");
    }

    /** How wide tile {@code index} of {@code level} is in a tree of {@code size} leaves: 0 (absent) to 256. */
    public static int widthIn(long size, int level, long index) {
        int shift = HEIGHT * level;
        long hashes = shift > 62 ? 0 : size >>> shift;
        // Compared before it is multiplied: an index from a path may be as large as a long.
        return index > hashes / FULL_WIDTH ? 0 : Math.clamp(hashes - index * FULL_WIDTH, 0, FULL_WIDTH);
    }

    /** The path, without leading slash. */
    public String path() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        String name = kind == Kind.ENTRIES ? "entries" : Integer.toString(level);
        return "tile/" + name + "/" + number + (width == FULL_WIDTH ? "" : ".p/" + width);
    }
}
