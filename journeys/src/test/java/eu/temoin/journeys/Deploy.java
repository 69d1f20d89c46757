package eu.temoin.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The blocks of {@code docs/deploy.md}, and programs of this machine that they are for. */
final class Deploy {
    private static final int RUN_SECONDS_MAX = 120;
    private static final int STOP_SECONDS_MAX = 30;

    private Deploy() {}

    /** The first block in {@code language} under the heading {@code heading} of whatever level. */
    static String block(String heading, String language) {
        try {
            String page = Files.readString(Node.home().resolve("docs").resolve("deploy.md"));
            int section = page.indexOf("# " + heading + "\n");
            String fence = "```" + language + "\n";
            int start = section < 0 ? -1 : page.indexOf(fence, section);
            if (start < 0) {
                throw new AssertionError("docs/deploy.md has no block " + language + " under " + heading);
            }
            return page.substring(start + fence.length(), page.indexOf("```\n", start + fence.length()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A program that ended. */
    record Ran(int code, String output) {}

    /** Runs a program to its end, which comes within two minutes. */
    static Ran run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = builder(command);
        builder.environment().put("TEMOIN_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "not within " + RUN_SECONDS_MAX + " s: " + List.of(command) + "\n" + Files.readString(output));
        }
        return new Ran(process.exitValue(), Files.readString(output));
    }

    private static ProcessBuilder builder(String... command) {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new java.io.File("/dev/null"));
    }

    /**
     * Starts a server.
     *
     * @param environment {@code NAME=VALUE}, beside the place of the JDK and the path that systemd gives; nothing else
     */
    static Started start(Path folder, List<String> environment, String... command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = builder(command).redirectOutput(output.toFile());
            Map<String, String> variables = builder.environment();
            variables.clear();
            variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
            variables.put("TEMOIN_JAVA_HOME", System.getProperty("java.home"));
            environment.forEach(
                    pair -> variables.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
            return new Started(builder.start(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A server that runs, and where its words go. */
    record Started(Process process, Path output) implements AutoCloseable {
        String said() {
            try {
                return Files.readString(output, StandardCharsets.UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        void awaitLine(String start) {
            Await.until(
                    "a line that begins with " + start,
                    () -> said().lines().anyMatch(line -> line.startsWith(start)) || !process.isAlive(),
                    this::said);
            if (said().lines().noneMatch(line -> line.startsWith(start))) {
                throw new AssertionError("it ended:\n" + said());
            }
        }

        @Override
        public void close() {
            // Children first: a server of several processes that is killed would leave them.
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    children.forEach(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
