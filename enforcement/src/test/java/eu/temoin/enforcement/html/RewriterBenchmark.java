package eu.temoin.enforcement.html;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * How fast pages pass: all {@code *.html.gz} of a folder, in pieces of 16 KB, copied to an output buffer, beside the
 * native rewriter of Bun on the same pages in the same interleaved run. Run by {@code ./temoin bench rewriter}.
 *
 * <p>Figures are MB (10^6 bytes) per second of processor time of the whole process, compiler and collector included,
 * which other work on the machine changes less than it changes the clock's.
 *
 * <p>Arguments: folder of pages, then (where Bun is to be measured) Bun's executable and its script.
 */
public final class RewriterBenchmark {
    private static final int PIECE = 16 * 1024;
    private static final int ROUNDS = 5;
    private static final double SECONDS = 3;
    private static final double WARM_UP_SECONDS = 8;
    private static final int WARM_UP_PASSES = 200;
    private static final int BUN_WARM_UP_SECONDS = 1;

    /** Lets pass what comes from two hosts, as {@code docs/bench/rewriter.mjs} does. */
    static final Gates OWN_ONLY = new Gates() {
        @Override
        public boolean passes(String element, WebAddress address) {
            return Rewritten.allows(address.host());
        }

        @Override
        public boolean passesWhole(String scheme, String host, int port) {
            return Rewritten.allows(host);
        }

        @Override
        public Optional<Placeholder> placeholder(Gated gated) {
            return PLACEHOLDER;
        }

        @Override
        public boolean anchorsEmbeds() {
            return false;
        }
    };

    private static final Optional<Placeholder> PLACEHOLDER = Optional.of(new Placeholder("gated", "<p>gated</p>"));

    /** What is done to the pages. */
    private enum Work {
        IDENTITY("nothing changes"),
        GATES("gates on");

        final String title;

        Work(String title) {
            this.title = title;
        }

        HtmlRewriter rewriter(HtmlOutput out) {
            return switch (this) {
                case IDENTITY -> new HtmlRewriter(Rewritten.PAGE, Gates.OPEN, Inserts.NONE, out);
                case GATES -> new HtmlRewriter(Rewritten.PAGE, OWN_ONLY, Rewritten.INSERTS, out);
            };
        }
    }

    private final List<byte[]> pages = new ArrayList<>();
    private double megabytes;
    private byte[] output = {};
    private int written;

    private RewriterBenchmark(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    pages.add(in.readAllBytes());
                }
            }
        }
        if (pages.isEmpty()) {
            throw new IOException("no *.html.gz in " + folder);
        }
        megabytes = pages.stream().mapToLong(page -> page.length).sum() / 1e6;
        output = new byte[pages.stream().mapToInt(page -> page.length).max().orElse(0) * 2];
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        RewriterBenchmark benchmark = new RewriterBenchmark(Path.of(arguments[0]));
        List<String> bun = arguments.length < 3 ? List.of() : List.of(arguments[1], arguments[2], arguments[0]);
        Map<Work, List<Double>> own = new EnumMap<>(Work.class);
        Map<Work, List<Double>> others = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            own.put(work, new ArrayList<>());
            others.put(work, new ArrayList<>());
            benchmark.warmUp(work);
        }
        for (int round = 0; round < ROUNDS; round++) {
            own.forEach((work, rates) -> rates.add(benchmark.measure(work, SECONDS)));
            if (!bun.isEmpty()) {
                measureBun(bun, others);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d pages, %.0f MB, %d rounds; MB per second of processor time, median (lowest to highest)%n%n",
                benchmark.pages.size(),
                benchmark.megabytes,
                ROUNDS);
        System.out.println("| | Témoin | Bun | ratio |\n|---|---|---|---|");
        for (Work work : Work.values()) {
            System.out.println(row(work, own.getOrDefault(work, List.of()), others.getOrDefault(work, List.of())));
        }
    }

    private static String row(Work work, List<Double> own, List<Double> bun) {
        String ratio = bun.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", median(own) / median(bun));
        return "| " + work.title + " | " + spread(own) + " | " + (bun.isEmpty() ? "not measured" : spread(bun)) + " | "
                + ratio + " |";
    }

    private static String spread(List<Double> rates) {
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", median(rates), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElse(Double.NaN);
    }

    /** By time and by work: on a machine that has much else to do, the compiler is late. */
    private void warmUp(Work work) {
        long end = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
        for (int pass = 0; pass < WARM_UP_PASSES || System.nanoTime() < end; pass++) {
            for (byte[] page : pages) {
                rewrite(page, work);
            }
        }
    }

    private double measure(Work work, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long processorBegin = processorNanos();
        double done = 0;
        while (System.nanoTime() < end) {
            for (byte[] page : pages) {
                rewrite(page, work);
            }
            done += megabytes;
        }
        return done / ((processorNanos() - processorBegin) / 1e9);
    }

    private void rewrite(byte[] page, Work work) {
        written = 0;
        HtmlRewriter rewriter = work.rewriter(this::take);
        for (int i = 0; i < page.length; i += PIECE) {
            rewriter.write(page, i, Math.min(PIECE, page.length - i));
        }
        rewriter.end();
    }

    private void take(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, output, written, length);
        written += length;
    }

    private static long processorNanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new IllegalStateException("this JVM does not tell its processor time");
    }

    private static void measureBun(List<String> bun, Map<Work, List<Double>> rates)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(bun);
        command.add(Double.toString(SECONDS));
        command.add(Integer.toString(BUN_WARM_UP_SECONDS));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("Bun failed:\n" + out);
        }
        for (String line : out.lines().toList()) {
            String[] parts = line.split(" ", -1);
            rates.getOrDefault(Work.valueOf(parts[0].toUpperCase(Locale.ROOT)), new ArrayList<>())
                    .add(Double.parseDouble(parts[2]));
        }
    }
}
