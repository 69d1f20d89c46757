package eu.temoin.centre;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Markup in UTF-8, rendered and encoded once, with places for what differs from page to page. */
final class Piece {
    private final List<byte[]> parts;
    private final int length;

    private Piece(List<byte[]> parts) {
        this.parts = parts;
        this.length = parts.stream().mapToInt(part -> part.length).sum();
    }

    /** The places are where {@code mark} stands; perhaps there is none. */
    static Piece of(String rendered, String mark) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = rendered.indexOf(mark); at >= 0; at = rendered.indexOf(mark, from)) {
            parts.add(rendered.substring(from, at).getBytes(StandardCharsets.UTF_8));
            from = at + mark.length();
        }
        parts.add(rendered.substring(from).getBytes(StandardCharsets.UTF_8));
        return new Piece(List.copyOf(parts));
    }

    /** The whole, with {@code markup} in each place. The array is not to be written to. */
    byte[] with(String markup) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        byte[] between = markup.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[length + between.length * (parts.size() - 1)];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                System.arraycopy(between, 0, whole, at, between.length);
                at += between.length;
            }
            System.arraycopy(parts.get(i), 0, whole, at, parts.get(i).length);
            at += parts.get(i).length;
        }
        return whole;
    }
}
