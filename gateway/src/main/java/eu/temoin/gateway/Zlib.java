package eu.temoin.gateway;

import eu.temoin.enforcement.html.HtmlRewriter;
import java.util.ArrayDeque;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The (de)compressors of one event loop, used again and again: each holds some 40 to 270 KB outside the heap, and costs
 * more to make than to use on a small page.
 */
final class Zlib {
    /** Of each kind, kept while idle. */
    private static final int IDLE_MAX = 16;

    private final int level;
    private final ArrayDeque<Deflater> deflaters = new ArrayDeque<>();
    private final ArrayDeque<Inflater> inflaters = new ArrayDeque<>();
    private final byte[] piece = new byte[Limits.PIECE_MAX + HtmlRewriter.PADDING];

    Zlib(int level) {
        this.level = level;
    }

    /** A place to work in: its content is good until the event loop does something else. */
    byte[] piece() {
        return piece;
    }

    Deflater deflater() {
        Deflater idle = deflaters.poll();
        return idle != null ? idle : new Deflater(level, true);
    }

    Inflater inflater() {
        Inflater idle = inflaters.poll();
        return idle != null ? idle : new Inflater(true);
    }

    void giveBack(Deflater deflater) {
        if (deflaters.size() < IDLE_MAX) {
            deflater.reset();
            deflaters.push(deflater);
        } else {
            deflater.end();
        }
    }

    void giveBack(Inflater inflater) {
        if (inflaters.size() < IDLE_MAX) {
            inflater.reset();
            inflaters.push(inflater);
        } else {
            inflater.end();
        }
    }

    void close() {
        deflaters.forEach(Deflater::end);
        deflaters.clear();
        inflaters.forEach(Inflater::end);
        inflaters.clear();
    }
}
