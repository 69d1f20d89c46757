package eu.temoin.enforcement.html;

import java.util.Arrays;

/** Bytes to insert into a tag, in the order of their places; reused from tag to tag. */
final class Edits {
    private int[] places = new int[16];
    private byte[][] insertions = new byte[16][];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int place(int index) {
        return places[index];
    }

    byte[] insertion(int index) {
        return insertions[index];
    }

    /** Inserts before the byte at {@code place}, after what is inserted there already. */
    void insert(int place, byte[] bytes) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            insertions = Arrays.copyOf(insertions, count * 2);
        }
        int i = count;
        while (i > 0 && places[i - 1] > place) {
            places[i] = places[i - 1];
            insertions[i] = insertions[i - 1];
            i--;
        }
        places[i] = place;
        insertions[i] = bytes;
        count++;
    }
}
