package eu.temoin.storage;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Sum;
import eu.temoin.audience.VisitorSketch;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A server to be killed: waits for a line with the path of a store on its standard input, then lets several nodes bring
 * their sums for ever, each flush twice now and then, while hours are summed up and made days; and writes {@code node sequence} after
 * each flush that was kept.
 */
final class AudienceKillChild {
    static final int NODES = 4;

    /** All hours that are written to. */
    static final int HOURS = 48;

    private AudienceKillChild() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        String line;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            line = in.readLine();
        }
        if (line == null) {
            return;
        }
        AudienceStore store =
                SqliteDatabase.open(Path.of(line), SqliteOptions.defaults()).audience();
        for (int node = 0; node < NODES; node++) {
            String name = "node" + node;
            Thread.ofPlatform().start(() -> bringForEver(store, name, answers));
        }
    }

    /** Flush {@code n} counts n in two hours under two names of the node: what is missing or double shows in the sums. */
    static Flush flush(String node, long sequence) {
        return new Flush(
                node,
                sequence,
                List.of(
                        new HourSums(
                                sequence % HOURS,
                                List.of(Sum.of(Dimension.PAGE, "/" + node, sequence)),
                                new VisitorSketch()),
                        new HourSums(
                                (sequence + HOURS / 2) % HOURS,
                                List.of(Sum.of(Dimension.ENTRY, "/" + node, sequence)),
                                new VisitorSketch())));
    }

    private static void bringForEver(AudienceStore store, String node, PrintStream answers) {
        try {
            long last = store.lastSequence(node);
            if (last > 0 && store.add(flush(node, last))) {
                answer(answers, "twice " + node + " " + last);
            }
            for (long sequence = last + 1; ; sequence++) {
                boolean kept = store.add(flush(node, sequence));
                answer(answers, kept ? node + " " + sequence : "not kept " + node + " " + sequence);
                if (sequence % 2 == 0) {
                    store.sumUp(0, HOURS / 2, true);
                    store.sumUp(0, HOURS, false);
                }
                if (sequence % 4 == 0) {
                    store.fold(0, HOURS / 2);
                    store.fold(HOURS / 2, HOURS);
                }
                if (sequence % 3 == 0 && store.add(flush(node, sequence))) {
                    answer(answers, "twice " + node + " " + sequence);
                }
            }
        } catch (AudienceStoreException failed) {
            answer(answers, "failed " + failed.getMessage());
        }
    }

    private static void answer(PrintStream answers, String answer) {
        byte[] bytes = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        // One write each: a kill leaves at most the last line incomplete.
        synchronized (answers) {
            answers.write(bytes, 0, bytes.length);
            answers.flush();
        }
    }
}
