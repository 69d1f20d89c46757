package eu.temoin.enforcement.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses of a {@code srcset} (HTML Standard, section 4.8.4.2.10, "parse a srcset attribute"). */
final class Srcset {
    /** More candidates than this are not read: the attribute then counts as unreadable. */
    static final int CANDIDATES_MAX = 256;

    private Srcset() {}

    /** @return empty where there are too many candidates */
    static Optional<List<String>> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        int i = 0;
        while (true) {
            while (i < text.length() && (isSpace(text.charAt(i)) || text.charAt(i) == ',')) {
                i++;
            }
            if (i == text.length()) {
                return Optional.of(addresses);
            }
            if (addresses.size() == CANDIDATES_MAX) {
                return Optional.empty();
            }
            int from = i;
            while (i < text.length() && !isSpace(text.charAt(i))) {
                i++;
            }
            int to = i;
            while (text.charAt(to - 1) == ',') {
                to--;
            }
            addresses.add(text.substring(from, to));
            if (to == i) {
                i = afterDescriptors(text, i);
            }
        }
    }

    private static int afterDescriptors(String text, int from) {
        boolean inParentheses = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inParentheses) {
                inParentheses = c != ')';
            } else if (c == '(') {
                inParentheses = true;
            } else if (c == ',') {
                return i + 1;
            }
        }
        return text.length();
    }

    /** The same over bytes of which none is more than ASCII. */
    static int afterDescriptors(byte[] ascii, int from, int to) {
        boolean inParentheses = false;
        for (int i = from; i < to; i++) {
            byte c = ascii[i];
            if (inParentheses) {
                inParentheses = c != ')';
            } else if (c == '(') {
                inParentheses = true;
            } else if (c == ',') {
                return i + 1;
            }
        }
        return to;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
    }
}
