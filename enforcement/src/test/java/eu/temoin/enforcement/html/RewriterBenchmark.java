package eu.temoin.enforcement.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast pages pass: all {@code *.html.gz} of the folder named by the system property {@value #PAGES}, in pieces of
 * 16 KB, copied to an output buffer. Read the secondary result {@code megabytes}, in MB (10^6 bytes) a second. Run by
 * {@code ./temoin bench rewriter}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
public class RewriterBenchmark {
    /** Name of the system property that holds the folder of pages. */
    public static final String PAGES = "temoin.pages";

    private static final int PIECE = 16 * 1024;

    private final List<byte[]> pages = new ArrayList<>();
    private long bytes;
    private byte[] output = {};
    private int written;

    /** Counts megabytes beside runs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Setup(Level.Trial)
    public void read() throws IOException {
        String folder = System.getProperty(PAGES);
        if (folder == null) {
            throw new IllegalStateException("give the folder of pages with -D" + PAGES + "=…");
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    pages.add(in.readAllBytes());
                }
            }
        }
        bytes = pages.stream().mapToLong(page -> page.length).sum();
        output = new byte[pages.stream().mapToInt(page -> page.length).max().orElse(0) * 2];
    }

    /** Tags are read and every address judged, and nothing has to change. */
    @Benchmark
    public int identity(Volume volume) {
        return run(volume, Gates.OPEN, Inserts.NONE);
    }

    /** Everything that is not the site's own is disarmed, and banner and link are inserted. */
    @Benchmark
    public int gatesOn(Volume volume) {
        return run(volume, Rewritten.GATES, Rewritten.INSERTS);
    }

    private int run(Volume volume, Gates gates, Inserts inserts) {
        int total = 0;
        for (byte[] page : pages) {
            written = 0;
            HtmlRewriter rewriter = new HtmlRewriter(Rewritten.PAGE, gates, inserts, this::take);
            for (int i = 0; i < page.length; i += PIECE) {
                rewriter.write(page, i, Math.min(PIECE, page.length - i));
            }
            rewriter.end();
            total += written;
        }
        volume.megabytes += bytes / 1e6;
        return total;
    }

    private void take(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, output, written, length);
        written += length;
    }
}
