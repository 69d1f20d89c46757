package eu.temoin.storage;

import eu.temoin.ledger.Batch;
import eu.temoin.ledger.LeafEntry;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.StoreException;
import eu.temoin.ledger.TreeHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Durable choices per second beside plain batched inserts of the same rows, in one interleaved run on one disk.
 *
 * <p>"Plain" writes the same leaf and record rows with prepared statements and nothing else (no tree, no signature, no
 * queue) into the same tables with the same pragmas, one transaction a batch, where the batch is as large as the groups
 * that the ledger just made. The ledger is driven twice: by as many threads as wait for their answers, for its ceiling, and
 * at a fixed rate, for its latency, which is counted once the first of that drive have been answered: to make a thread for
 * each client and to open a store is no part of it. Run by {@code ./temoin bench ledger}.
 *
 * <p>Arguments: folder, seconds in all (default 10), clients (default 256), rate per second (default 2000).
 */
final class AppendBenchmark {
    private static final int RECORD_LENGTH = 300;
    private static final int ROUNDS = 3;

    /** Of a drive at a fixed rate, not counted. */
    private static final double BEGINNING_SECONDS = 1;

    private AppendBenchmark() {}

    /** What one drive of the ledger gave. */
    private record Drive(double perSecond, double group, long p50Micros, long p99Micros) {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int clients = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 256;
        int rate = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2000;
        // Each round: ledger at its ceiling, plain inserts, ledger at the rate; one part before, to warm up.
        double part = (double) seconds / (3 * ROUNDS + 1);
        drive(folder.resolve("warm"), part, clients, 0);
        List<Drive> ceilings = new ArrayList<>();
        List<Drive> rates = new ArrayList<>();
        List<Double> plains = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Drive ceiling = drive(folder.resolve("ceiling" + round), part, clients, 0);
            ceilings.add(ceiling);
            int group = Math.max(1, (int) Math.round(ceiling.group()));
            plains.add(plain(folder.resolve("plain" + round), part, group));
            rates.add(drive(folder.resolve("rate" + round), part, clients, rate));
        }
        double plain = median(plains, perSecond -> perSecond);
        double ceiling = median(ceilings, Drive::perSecond);
        System.out.printf(Locale.ROOT, "medians of %d rounds of %.1f s%n%n", ROUNDS, part);
        System.out.println("| | rows/s | to plain inserts | rows a commit | p50 | p99 |\n|---|---|---|---|---|---|");
        print(
                "the log, " + clients + " clients waiting",
                ceilings,
                String.format(Locale.ROOT, "%.2f", ceiling / plain));
        System.out.printf(
                Locale.ROOT,
                "| plain inserts, batches of the same size | %.0f | 1.00 | %.0f | - | - |%n",
                plain,
                median(ceilings, Drive::group));
        print("the log at a fixed " + rate + " a second", rates, "-");
    }

    private static void print(String what, List<Drive> drives, String ratio) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %s | %.0f | %.1f ms | %.1f ms |%n",
                what,
                median(drives, Drive::perSecond),
                ratio,
                median(drives, Drive::group),
                median(drives, drive -> drive.p50Micros() / 1000.0),
                median(drives, drive -> drive.p99Micros() / 1000.0));
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String record(Random random) {
        byte[] bytes = new byte[RECORD_LENGTH / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Clients that append and wait; with a rate, each starts by the clock, and its latency counts from then. */
    private static Drive drive(Path folder, double counted, int clients, int rate) throws Exception {
        double beginning = rate == 0 ? 0 : BEGINNING_SECONDS;
        Files.createDirectories(folder);
        AtomicLong appended = new AtomicLong();
        AtomicLong commits = new AtomicLong();
        try (Log log = Log.open(
                folder, SqliteOptions.defaults(), LedgerOptions.defaults(), store -> new ForwardingStore(store) {
                    @Override
                    public void commit(Batch batch) throws StoreException {
                        commits.incrementAndGet();
                        super.commit(batch);
                    }
                })) {
            long begin = System.nanoTime();
            long from = begin + (long) (beginning * 1e9);
            long end = from + (long) (counted * 1e9);
            long[][] latencies = new long[clients][];
            List<Thread> threads = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                threads.add(Thread.ofVirtual().start(() -> {
                    Random random = new Random(number);
                    long[] mine = new long[1 << 16];
                    int count = 0;
                    for (int i = 0; count < mine.length; i++) {
                        long due = rate == 0
                                ? System.nanoTime()
                                : begin + (long) ((i * (double) clients + number) / rate * 1e9);
                        if (due >= end) {
                            break;
                        }
                        sleepUntil(due);
                        log.append(record(random));
                        appended.incrementAndGet();
                        if (due >= from) {
                            mine[count++] = System.nanoTime() - due;
                        }
                    }
                    latencies[number] = Arrays.copyOf(mine, count);
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double took = (System.nanoTime() - from) / 1e9;
            long[] sorted =
                    Stream.of(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
            return new Drive(
                    sorted.length / took,
                    (double) appended.get() / Math.max(1, commits.get() - 1),
                    sorted[sorted.length / 2] / 1000,
                    sorted[(int) (sorted.length * 0.99)] / 1000);
        }
    }

    private static void sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double plain(Path folder, double seconds, int group) throws StorageException, SQLException {
        SqliteDatabase.open(Log.file(folder), SqliteOptions.defaults()).close();
        Random random = new Random(0);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Log.file(folder));
                Statement pragmas = connection.createStatement()) {
            pragmas.execute("PRAGMA synchronous = FULL");
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            long index = 0;
            try (PreparedStatement leaf = connection.prepareStatement("INSERT INTO leaf VALUES (?, ?, ?)");
                    PreparedStatement record = connection.prepareStatement("INSERT INTO record VALUES (?, ?, ?)")) {
                while (System.nanoTime() < end) {
                    for (int i = 0; i < group; i++, index++) {
                        leaf.setLong(1, index);
                        leaf.setBytes(2, new byte[LeafEntry.LENGTH]);
                        leaf.setBytes(3, TreeHash.EMPTY_ROOT.bytes().toArray());
                        leaf.addBatch();
                        record.setLong(1, index);
                        record.setBytes(2, new byte[LeafEntry.SALT_LENGTH]);
                        record.setBytes(3, Log.bytes(record(random)).toArray());
                        record.addBatch();
                    }
                    leaf.executeBatch();
                    record.executeBatch();
                    connection.commit();
                }
            }
            return index / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
