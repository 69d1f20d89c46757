package eu.temoin.centre;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Markup in UTF-8, rendered and encoded once, with places for what differs from page to page. */
final class Piece {
    /** @param place which of the values follows */
    private record Part(byte[] bytes, int place) {}

    private final List<Part> parts;
    private final byte[] last;

    private Piece(List<Part> parts, byte[] last) {
        this.parts = parts;
        this.last = last;
    }

    /** The places are where {@code marks} stand, each perhaps several times, perhaps nowhere. */
    static Piece of(String rendered, List<String> marks) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (true) {
            int at = rendered.length();
            int place = -1;
            for (int i = 0; i < marks.size(); i++) {
                int found = rendered.indexOf(marks.get(i), from);
                if (found >= 0 && found < at) {
                    at = found;
                    place = i;
                }
            }
            byte[] bytes = utf8(rendered.substring(from, at));
            if (place < 0) {
                return new Piece(List.copyOf(parts), bytes);
            }
            parts.add(new Part(bytes, place));
            from = at + marks.get(place).length();
        }
    }

    /** The whole, with each markup in its places. The array is not to be written to. */
    byte[] with(String... markups) {
        if (parts.isEmpty()) {
            return last;
        }
        byte[][] values = new byte[markups.length][];
        int length = last.length;
        for (int i = 0; i < markups.length; i++) {
            values[i] = utf8(markups[i]);
        }
        for (Part part : parts) {
            length += part.bytes().length + values[part.place()].length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (Part part : parts) {
            at = put(part.bytes(), whole, at);
            at = put(values[part.place()], whole, at);
        }
        put(last, whole, at);
        return whole;
    }

    private static int put(byte[] bytes, byte[] whole, int at) {
        System.arraycopy(bytes, 0, whole, at, bytes.length);
        return at + bytes.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
