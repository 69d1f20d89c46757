package eu.temoin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells programs that say what they are by words in their user agent, all in one pass over it (Aho and Corasick, CACM
 * 18(6), 1975, over ASCII, letters of either case alike). Immutable.
 */
final class Robots {
    private static final String LIST = "robots.list";
    private static final int ALPHABET = 128;
    private static final byte NOTHING = 0;
    private static final byte ROBOT = 1;
    private static final byte NO_ROBOT = 2;

    /** User agents are read no further: browsers need a quarter. */
    private static final int LENGTH_MAX = 1_024;

    private static final Robots SHIPPED = new Robots(shippedWords());

    private final short[] next;
    private final byte[] meaning;

    /** @param words in lower case; one after {@code !} ends like another, and says the opposite */
    Robots(List<String> words) {
        int statesMax = 1 + words.stream().mapToInt(String::length).sum();
        short[] edges = new short[statesMax * ALPHABET];
        byte[] says = new byte[statesMax];
        int states = 1;
        for (String line : words) {
            boolean opposite = line.startsWith("!");
            String word = opposite ? line.substring(1) : line;
            int state = 0;
            for (int i = 0; i < word.length(); i++) {
                int edge = state * ALPHABET + word.charAt(i);
                if (edges[edge] == 0) {
                    edges[edge] = (short) states;
                    states++;
                }
                state = edges[edge];
            }
            says[state] = opposite ? NO_ROBOT : ROBOT;
        }
        complete(edges, says, states);
        for (int i = 0; i < states; i++) {
            System.arraycopy(edges, i * ALPHABET + 'a', edges, i * ALPHABET + 'A', 26);
        }
        this.next = Arrays.copyOf(edges, states * ALPHABET);
        this.meaning = Arrays.copyOf(says, states);
    }

    /** Each state learns where to go on when its word ends otherwise, and what the words inside it say. */
    private static void complete(short[] edges, byte[] says, int states) {
        int[] shorter = new int[states];
        ArrayDeque<Integer> waiting = new ArrayDeque<>();
        for (int c = 0; c < ALPHABET; c++) {
            if (edges[c] != 0) {
                waiting.add((int) edges[c]);
            }
        }
        while (!waiting.isEmpty()) {
            int state = waiting.poll();
            if (says[state] == NOTHING) {
                says[state] = says[shorter[state]];
            }
            for (int c = 0; c < ALPHABET; c++) {
                short target = edges[state * ALPHABET + c];
                short otherwise = edges[shorter[state] * ALPHABET + c];
                if (target == 0) {
                    edges[state * ALPHABET + c] = otherwise;
                } else {
                    shorter[target] = otherwise;
                    waiting.add((int) target);
                }
            }
        }
    }

    static Robots shipped() {
        return SHIPPED;
    }

    private static List<String> shippedWords() {
        try (InputStream in = Robots.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the list of robots is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it says that it is none of a person's browsers; who says nothing is none either. */
    boolean isRobot(String userAgent) {
        int length = Math.min(userAgent.length(), LENGTH_MAX);
        int state = 0;
        for (int i = 0; i < length; i++) {
            int c = userAgent.charAt(i);
            state = c < ALPHABET ? next[state * ALPHABET + c] : 0;
            if (meaning[state] == ROBOT) {
                return true;
            }
        }
        return length == 0;
    }
}
