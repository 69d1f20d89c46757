package eu.temoin.storage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.ledger.AppendResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operating system is asked to do, in which order: before each answer leaves the process, its pages were written
 * to the write-ahead log and forced to disk. Needs {@code strace}, and the right to mount for the last test, so it runs
 * with {@code -Dtemoin.sites=true} only, where what is missing is an error. Whether the disk obeys is not seen from here.
 */
class FsyncOrderSites {
    private static final int RECORDS = 40;

    private static final Pattern WAL_WRITE = Pattern.compile("pwrite64\\([0-9]+<[^>]*temoin\\.db-wal>.*");
    private static final Pattern WAL_SYNC = Pattern.compile("f(data)?sync\\([0-9]+<[^>]*temoin\\.db-wal>.*");
    private static final Pattern ANSWER = Pattern.compile("write\\(1<.*\"answered [0-9]+\\\\n\".*");

    @TempDir
    private Path folder;

    /** Appends one record after the other and says so. */
    static final class OneByOne {
        private OneByOne() {}

        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            try (Log log = Log.open(Path.of(arguments[0]))) {
                for (int i = 0; i < RECORDS; i++) {
                    log.append("record " + i);
                    out.print("answered " + i + "\n");
                    out.flush();
                }
            }
        }
    }

    @Test
    void pagesAreForcedToDiskBeforeEveryAnswer() throws Exception {
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-y",
                "-s",
                "64",
                "-e",
                "trace=write,pwrite64,fsync,fdatasync",
                "-o",
                trace.toString()));
        command.addAll(
                ChildJvm.of(OneByOne.class, folder.resolve("log").toString()).command());
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        int answers = 0;
        boolean written = false;
        boolean forced = false;
        for (String line : finished(Files.readAllLines(trace, StandardCharsets.UTF_8))) {
            if (WAL_WRITE.matcher(line).matches()) {
                written = true;
                forced = false;
            } else if (WAL_SYNC.matcher(line).matches()) {
                forced = written;
            } else if (ANSWER.matcher(line).matches()) {
                assertThat(forced)
                        .as("answer %s: written %s, forced %s", answers, written, forced)
                        .isTrue();
                answers++;
                written = false;
                forced = false;
            }
        }
        assertThat(answers).isEqualTo(RECORDS);
    }

    /**
     * The calls in the order in which they ended. A call during which another thread was traced stands on two lines; it
     * counts where it ended, but a write of an answer where it began, which is when it may be seen.
     */
    private static List<String> finished(List<String> trace) {
        List<String> calls = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        for (String line : trace) {
            int space = line.indexOf(' ');
            String thread = line.substring(0, space);
            String call = line.substring(space).strip();
            if (call.endsWith("<unfinished ...>")) {
                if (ANSWER.matcher(call).matches()) {
                    calls.add(call);
                } else {
                    begun.put(thread, call);
                }
            } else if (call.startsWith("<... ")) {
                String first = begun.remove(thread);
                if (first != null) {
                    calls.add(first);
                }
            } else {
                calls.add(call);
            }
        }
        return calls;
    }

    /** Fills a small disk of its own, frees it, and says what the log answered. */
    static final class SmallDisk {
        private SmallDisk() {}

        public static void main(String[] arguments) throws Exception {
            Path disk = Path.of(arguments[0]);
            run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
            PrintStream out = System.out;
            try (Log log = Log.open(disk)) {
                out.println(log.append("first").index());
                Path filler = disk.resolve("filler");
                Files.write(filler, new byte[1_500_000]);
                String code = "";
                for (int i = 0; i < 2000 && code.isEmpty(); i++) {
                    code = switch (log.ledger()
                            .append(Log.KIND, Log.bytes("x".repeat(10_000)))
                            .join()) {
                        case AppendResult.Appended done -> "";
                        case AppendResult.Failed failed -> failed.failure().code();
                    };
                }
                out.println(code);
                Files.delete(filler);
                log.append("after the disk was full");
                out.println(log.check().sound());
            }
        }

        private static void run(String... command) throws Exception {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        }
    }

    @Test
    void diskThatIsReallyFullFailsTypedAndRecovers() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
        command.addAll(ChildJvm.of(SmallDisk.class, disk.toString()).command());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(answers.lines().toList()).containsExactly("0", "ledger.store.disk-full", "true");
        }
        assertThat(process.waitFor()).isZero();
    }
}
