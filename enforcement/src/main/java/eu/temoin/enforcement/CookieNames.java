package eu.temoin.enforcement;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Names found by their place in a header, so that looking one up allocates nothing. Immutable, open addressing, at most
 * half full.
 */
final class CookieNames {
    private final @Nullable String[] table;
    private final int mask;

    CookieNames(Collection<String> names) {
        int size = Integer.highestOneBit(Math.max(names.size(), 1)) << 2;
        table = new String[size];
        mask = size - 1;
        for (String name : names) {
            int at = slot(name, 0, name.length());
            while (table[at] != null && !name.equals(table[at])) {
                at = at + 1 & mask;
            }
            table[at] = name;
        }
    }

    /** The name in {@code [start, end)}: one object for each known name, a new one for any other. */
    String find(String header, int start, int end) {
        int at = slot(header, start, end);
        for (String name = table[at]; name != null; name = table[at]) {
            if (name.length() == end - start && header.startsWith(name, start)) {
                return name;
            }
            at = at + 1 & mask;
        }
        return header.substring(start, end);
    }

    private int slot(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 15) & mask;
    }
}
