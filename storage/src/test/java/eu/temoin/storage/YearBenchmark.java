package eu.temoin.storage;

import com.sun.management.OperatingSystemMXBean;
import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Period;
import eu.temoin.audience.Report;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.VisitorSketch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long a report of a year takes, beside the year before it, of a site with many views a day whose every hour has as
 * many names as it may have; and how long one more flush takes.
 *
 * <p>The store is made as a node makes it: days that are over 35 days old, hours after that, and what the collector sums
 * up. The report is read by a Java process of its own, the first time, as the command does, and then again and again, as a
 * server does. Run by {@code ./temoin bench year}.
 *
 * <p>Arguments: folder, views a day (default 10,000,000).
 */
final class YearBenchmark {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    /** The last year of whole days. */
    private static final Period YEAR = new Period(TODAY.minusDays(365), TODAY.minusDays(1), PARIS);

    private static final int DAYS_OF_HOURS = 35;
    private static final int PAGES = 5_000;
    private static final int AGAIN = 20;
    private static final int FLUSHES = 60;

    private final Random random = new Random(20261125);
    private final long viewsPerDay;
    private long sequence;

    private YearBenchmark(long viewsPerDay) {
        this.viewsPerDay = viewsPerDay;
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0], "year.db");
        if (arguments.length > 1 && arguments[1].equals("read")) {
            read(file);
            return;
        }
        long views = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        new YearBenchmark(views).make(file);
        System.out.printf(
                Locale.ROOT,
                "two years of %,d views a day, %d MB%n%n| | wall clock | processor time |%n|---|---|---|%n",
                views,
                Files.size(file) >> 20);
        Process child = ChildJvm.of(YearBenchmark.class, arguments[0], "read").start();
        child.getInputStream().transferTo(System.out);
        if (child.waitFor() != 0) {
            throw new IOException("the reading process ended with " + child.exitValue());
        }
        new YearBenchmark(views).flushes(file);
    }

    private void make(Path file) throws StorageException, AudienceStoreException {
        try (SqliteDatabase database = SqliteDatabase.open(file, SqliteOptions.defaults())) {
            AudienceStore store = database.audience();
            VisitorSketch visitors = visitors(store);
            LocalDate hoursFrom = TODAY.minusDays(DAYS_OF_HOURS);
            for (LocalDate day = YEAR.before().from(); day.isBefore(TODAY); day = day.plusDays(1)) {
                Period itself = new Period(day, day, PARIS);
                if (day.isBefore(hoursFrom)) {
                    store.add(flush(new HourSums(itself.fromHour(), sums(viewsPerDay, "12"), visitors)));
                    store.fold(itself.fromHour(), itself.toHour());
                    continue;
                }
                for (long hour = itself.fromHour(); hour < itself.toHour(); hour++) {
                    store.add(flush(new HourSums(hour, sums(viewsPerDay / 24, "12"), visitors)));
                }
            }
            // What a collector does once a day, which it does in steps.
            try (CountingNode node = new CountingNode(
                    "year", PARIS, TODAY.atTime(3, 0).atZone(PARIS).toInstant(), store)) {
                for (int i = 0; i < 5; i++) {
                    node.brings();
                }
            }
        }
    }

    private Flush flush(HourSums hour) {
        sequence++;
        return new Flush("made", sequence, List.of(hour));
    }

    /** As full a sketch as there can be. */
    private static VisitorSketch visitors(AudienceStore store) throws AudienceStoreException {
        Instant noon =
                YEAR.before().from().minusDays(1).atTime(12, 0).atZone(PARIS).toInstant();
        try (CountingNode node = new CountingNode("visitors", PARIS, noon, store)) {
            for (int i = 0; i < 400_000; i++) {
                node.shows("/", "10." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF));
            }
        }
        long hour = noon.getEpochSecond() / 3_600;
        VisitorSketch visitors = new VisitorSketch();
        store.visitors(hour, hour + 1).values().forEach(visitors::add);
        return visitors;
    }

    private List<Sum> sums(long views, String hourOfDay) {
        List<Sum> sums = new ArrayList<>();
        sums.add(timed(Dimension.SITE, Total.VIEWS.word(), views));
        sums.add(Sum.of(Dimension.SITE, Total.ENTRIES.word(), views / 4));
        sums.add(Sum.of(Dimension.SITE, Total.FAILED_PAGES.word(), views / 50));
        sums.add(Sum.of(Dimension.SITE, Total.FAILED_PARTS.word(), views / 80));
        sums.add(Sum.of(Dimension.SITE, Total.DOWNLOADS.word(), views / 200));
        for (Dimension dimension : Dimension.values()) {
            for (int rank = 0; rank < names(dimension); rank++) {
                // Zipf's law, and from one half on by chance other names from hour to hour.
                long count = Math.max(1, views / (8L * (rank + 1)));
                int name = rank < dimension.namesMax() / 2 ? rank : rank + random.nextInt(PAGES);
                if (sums.getLast().name().equals(name(dimension, name))) {
                    continue;
                }
                sums.add(
                        dimension.timed()
                                ? timed(dimension, name(dimension, name), count)
                                : Sum.of(dimension, name(dimension, name), count));
            }
        }
        sums.add(Sum.of(Dimension.TIME, hourOfDay, views));
        return sums;
    }

    private static int names(Dimension dimension) {
        return switch (dimension) {
            case PAGE, ENTRY, SOURCE, CAMPAIGN, FAILURE, DOWNLOAD, LCP, INP, CLS, SCRIPT_ERROR, OUTBOUND ->
                dimension.namesMax();
            case LANGUAGE -> 40;
            case STATUS, DROPPED -> 10;
            case DEVICE, VITAL -> 3;
            case SITE, TIME -> 0;
        };
    }

    private static String name(Dimension dimension, int number) {
        return switch (dimension) {
            case PAGE, ENTRY, LCP, INP, CLS -> "/rubrique-" + number % 50 + "/un-titre-comme-un-autre-" + number;
            case FAILURE -> "404 /rubrique-" + number % 50 + "/un-titre-comme-un-autre-" + number;
            case DOWNLOAD -> "/fichiers/rapport-" + number + ".pdf";
            case SCRIPT_ERROR -> "TypeError /scripts/partie-" + number + ".js";
            case SOURCE, OUTBOUND -> "www.site-" + number + ".example";
            case CAMPAIGN -> "utm_campaign=lettre-" + number;
            case STATUS -> String.valueOf(200 + number);
            case LANGUAGE, DEVICE, DROPPED, VITAL, SITE, TIME -> dimension.word() + '-' + number;
        };
    }

    /** Times that lie as times do: around one that is usual, over a factor of a hundred. */
    private Sum timed(Dimension dimension, String name, long count) {
        int usual = 40 + random.nextInt(20);
        return new Sum(dimension, name, count, 20_000 * count, histogram(usual, count), histogram(usual + 5, count));
    }

    private static Histogram histogram(int usual, long count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int width = 23;
        out.write(usual - width);
        for (int i = -width; i <= width; i++) {
            for (long rest = Math.round(count * Math.exp(-i * i / 120.0) / 19); ; rest >>>= 7) {
                out.write((int) (rest & 0x7F | (rest >= 0x80 ? 0x80 : 0)));
                if (rest < 0x80) {
                    break;
                }
            }
        }
        return Histogram.decode(out.toByteArray());
    }

    private static void read(Path file) throws StorageException, AudienceStoreException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] wall = new double[AGAIN + 1];
        double[] processor = new double[AGAIN + 1];
        for (int i = 0; i <= AGAIN; i++) {
            long began = System.nanoTime();
            long used = system.getProcessCpuTime();
            try (SqliteDatabase database = SqliteDatabase.openReadOnly(file, SqliteOptions.defaults())) {
                Report report = Report.of(database.audience(), YEAR, Report.THRESHOLD);
                if (!report.begun() || report.sections().size() < 2) {
                    throw new IllegalStateException("there is no year in " + file);
                }
            }
            wall[i] = (System.nanoTime() - began) / 1e6;
            processor[i] = (system.getProcessCpuTime() - used) / 1e6;
        }
        row("a year opened, by a new process", wall[0], processor[0]);
        row(
                "a year opened, again",
                median(Arrays.copyOfRange(wall, 1, wall.length)),
                median(Arrays.copyOfRange(processor, 1, processor.length)));
    }

    /** As many names as there can be, into an hour that has as many. */
    private void flushes(Path file) throws StorageException, AudienceStoreException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] wall = new double[FLUSHES];
        double[] processor = new double[FLUSHES];
        try (SqliteDatabase database = SqliteDatabase.open(file, SqliteOptions.defaults())) {
            AudienceStore store = database.audience();
            sequence = store.lastSequence("made");
            long hour = YEAR.toHour() + 5;
            VisitorSketch visitors = new VisitorSketch();
            store.visitors(YEAR.toHour() - 1, YEAR.toHour()).values().forEach(visitors::add);
            for (int i = 0; i < FLUSHES; i++) {
                Flush flush = flush(new HourSums(hour, sums(viewsPerDay / 8_640, "12"), visitors));
                long began = System.nanoTime();
                long used = system.getProcessCpuTime();
                store.add(flush);
                wall[i] = (System.nanoTime() - began) / 1e6;
                processor[i] = (system.getProcessCpuTime() - used) / 1e6;
            }
        }
        double[] later = Arrays.copyOfRange(wall, FLUSHES / 3, FLUSHES);
        // The clock of the processor is too coarse for one of them.
        double mean = Arrays.stream(processor, FLUSHES / 3, FLUSHES).average().orElseThrow();
        row("one flush of all names there can be, durable", median(later), mean);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void row(String what, double wall, double processor) {
        byte[] line = String.format(Locale.ROOT, "| %s | %.0f ms | %.0f ms |%n", what, wall, processor)
                .getBytes(StandardCharsets.UTF_8);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}
