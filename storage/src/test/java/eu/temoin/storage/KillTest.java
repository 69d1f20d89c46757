package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.ledger.CheckReport;
import eu.temoin.ledger.LedgerCheck;
import eu.temoin.ledger.LogKey;
import eu.temoin.ledger.StoredLeaf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server with {@code -9} at random moments while 64 clients append, starts it again on the same log, and finds
 * every acknowledged record and a log that verifies, each time. How many kills: system property {@code temoin.kills}.
 *
 * <p>What it shows is order and recovery. It does not show that {@code fsync} reaches the disk: the pages of a killed
 * process are still written by the system.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("temoin.kills", 100);
    private static final int LANES = 2;

    /** A fresh log after so many kills, so that checking all of it each time stays quick. */
    private static final int KILLS_PER_LOG = 5;

    private static final int MILLIS_MAX = 150;

    @TempDir
    private Path root;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger killedWhileStarting = new AtomicInteger();
    private final AtomicInteger acknowledgedInAll = new AtomicInteger();

    @Test
    void everyAcknowledgedRecordSurvives() throws Exception {
        long seed = new Random().nextLong();
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> running = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                Random random = new Random(seed + lane);
                Path folder = root.resolve("lane" + lane);
                running.add(lanes.submit(() -> {
                    killAgainAndAgain(folder, random, seed);
                    return folder;
                }));
            }
            for (Future<?> lane : running) {
                lane.get();
            }
        }
        System.out.printf(
                "%d kills, %d of them before the first answer, %d records acknowledged and found%n",
                KILLS, killedWhileStarting.get(), acknowledgedInAll.get());
        assertThat(acknowledgedInAll.get()).isGreaterThan(KILLS);
        assertThat(killedWhileStarting.get()).isLessThan(KILLS);
    }

    private void killAgainAndAgain(Path lane, Random random, long seed) throws Exception {
        // The next Java process starts while the present one works: most of its start is not ours.
        Process next = ChildJvm.of(KillChild.class).start();
        try {
            Path folder = lane;
            Map<Long, String> acknowledged = new HashMap<>();
            int onThisLog = 0;
            for (int kill = begun.getAndIncrement(); kill < KILLS; kill = begun.getAndIncrement()) {
                if (onThisLog++ % KILLS_PER_LOG == 0) {
                    folder = lane.resolve("log" + kill);
                    Files.createDirectories(folder);
                    acknowledged.clear();
                }
                Process child = next;
                next = ChildJvm.of(KillChild.class).start();
                runAndKill(child, folder, "run" + kill, random, acknowledged);
                // Half of the times by somebody who only reads, and meets the write-ahead log as the kill left it.
                boolean reading = !acknowledged.isEmpty() && random.nextBoolean();
                find(folder, reading, acknowledged, "seed " + seed + ", kill " + kill + " in " + folder);
            }
        } finally {
            next.destroyForcibly().waitFor();
        }
    }

    private void runAndKill(Process child, Path folder, String run, Random random, Map<Long, String> acknowledged)
            throws Exception {
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            try (Writer go = child.outputWriter(StandardCharsets.UTF_8)) {
                go.write(folder + " " + run + "\n");
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
            if (lines.isEmpty()) {
                killedWhileStarting.incrementAndGet();
            }
            for (String line : lines) {
                assertThat(line).matches("[0-9]+ " + run + "-[0-9]+-[0-9]+");
                int space = line.indexOf(' ');
                String before = acknowledged.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
                assertThat(before)
                        .as("two records acknowledged under one index")
                        .isNull();
            }
            acknowledgedInAll.addAndGet(lines.size());
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

    private static void find(Path folder, boolean reading, Map<Long, String> acknowledged, String where)
            throws Exception {
        if (Files.notExists(folder.resolve("keys").resolve(LogKey.FILE)) || Files.notExists(Log.file(folder))) {
            assertThat(acknowledged).as(where).isEmpty();
            return;
        }
        LogKey key = LogKey.load(folder.resolve("keys"), Log.ORIGIN);
        Path file = Log.file(folder);
        SqliteOptions options = SqliteOptions.defaults();
        try (SqliteDatabase database =
                reading ? SqliteDatabase.openReadOnly(file, options) : SqliteDatabase.open(file, options)) {
            CheckReport report = LedgerCheck.run(database.ledger(), key.verifier(), (done, all) -> {});
            assertThat(report.damages()).as(where).isEmpty();
            Map<Long, String> left = new HashMap<>(acknowledged);
            for (long first = 0; first < report.size(); first += 256) {
                for (StoredLeaf leaf : database.ledger().leaves(first, 256)) {
                    String record = left.remove(leaf.index());
                    if (record != null) {
                        assertThat(leaf.kept().orElseThrow().record()).as(where).isEqualTo(Log.bytes(record));
                    }
                }
            }
            assertThat(left).as(where).isEmpty();
        }
    }
}
