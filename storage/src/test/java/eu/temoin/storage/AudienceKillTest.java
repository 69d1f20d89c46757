package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server with {@code -9} at random moments while several nodes bring their sums and hours are made days, starts
 * it again on the same store, and finds everything that was acknowledged, and nothing twice, each time. How many kills:
 * system property {@code temoin.kills.audience}. What it shows and what not: see {@link KillTest}.
 */
class AudienceKillTest {
    private static final int KILLS = Integer.getInteger("temoin.kills.audience", 50);
    private static final int MILLIS_MAX = 100;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedIsCountedOnce() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = folder.resolve("temoin.db");
        Map<String, Long> acknowledged = new HashMap<>();
        int answers = 0;
        int unanswered = 0;
        // The next Java process starts while the present one works: most of its start is not ours.
        Process next = ChildJvm.of(AudienceKillChild.class).start();
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                Process child = next;
                next = ChildJvm.of(AudienceKillChild.class).start();
                List<String> lines = runAndKill(child, file, random);
                answers += lines.size();
                for (String line : lines) {
                    assertThat(line).as("seed %d, kill %d", seed, kill).matches("node[0-9] [0-9]+");
                    String[] parts = line.split(" ", -1);
                    acknowledged.merge(parts[0], Long.parseLong(parts[1]), Math::max);
                }
                unanswered += find(file, acknowledged, "seed " + seed + ", kill " + kill);
            }
        } finally {
            next.destroyForcibly().waitFor();
        }
        System.out.printf(
                "%d kills, %d flushes acknowledged and found once, %d found that were not acknowledged%n",
                KILLS, answers, unanswered);
        assertThat(answers).isGreaterThan(KILLS);
    }

    private static List<String> runAndKill(Process child, Path file, Random random) throws Exception {
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            try (Writer go = child.outputWriter(StandardCharsets.UTF_8)) {
                go.write(file + "\n");
            }
            List<String> lines = new ArrayList<>();
            // One in five dies while it opens and recovers, the others after their first answer.
            if (random.nextInt(5) > 0) {
                String first = answers.readLine();
                assertThat(first).as("the child ended by itself").isNotNull();
                lines.add(String.valueOf(first));
            }
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(MILLIS_MAX * 1000));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                // By its handle: the process object would close our end of the pipe, and answers still in it be lost.
                assertThat(child.toHandle().destroyForcibly()).isTrue();
            });
            readAll(answers, lines);
            killer.join();
            assertThat(child.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
            return lines;
        }
    }

    /** All complete lines: what stands in the pipe after the kill was acknowledged too. */
    private static void readAll(BufferedReader answers, List<String> lines) throws IOException {
        StringBuilder rest = new StringBuilder();
        char[] buffer = new char[8192];
        for (int count = answers.read(buffer); count >= 0; count = answers.read(buffer)) {
            rest.append(buffer, 0, count);
        }
        int complete = rest.lastIndexOf("\n") + 1;
        rest.substring(0, complete).lines().forEach(lines::add);
    }

    /** How many flushes are there whose acknowledgement the kill cut off. */
    private static int find(Path file, Map<String, Long> acknowledged, String where) throws Exception {
        int unanswered = 0;
        try (SqliteDatabase database = SqliteDatabase.open(file, SqliteOptions.defaults())) {
            AudienceStore store = database.audience();
            List<Sum> sums = store.sums(0, AudienceKillChild.HOURS);
            for (int i = 0; i < AudienceKillChild.NODES; i++) {
                String node = "node" + i;
                long last = store.lastSequence(node);
                long known = acknowledged.getOrDefault(node, 0L);
                assertThat(last).as("%s, %s", where, node).isBetween(known, known + 1);
                unanswered += Math.toIntExact(last - known);
                // Found once, it is as good as acknowledged: the next server goes on behind it.
                acknowledged.put(node, last);
                long expected = last * (last + 1) / 2;
                assertThat(counted(sums, Dimension.PAGE, "/" + node)).as(where).isEqualTo(expected);
                assertThat(counted(sums, Dimension.ENTRY, "/" + node)).as(where).isEqualTo(expected);
            }
        }
        return unanswered;
    }

    private static long counted(List<Sum> sums, Dimension dimension, String name) {
        return sums.stream()
                .filter(s -> s.dimension() == dimension && s.name().equals(name))
                .mapToLong(Sum::count)
                .sum();
    }
}
