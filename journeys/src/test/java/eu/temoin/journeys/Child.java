package eu.temoin.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program of ours in a JVM of its own, as a user starts it. Everything that it writes is kept. It ends with this JVM,
 * whatever ends that.
 */
final class Child implements AutoCloseable {
    private static final int STOP_SECONDS_MAX = 20;
    private static final int END_SECONDS_MAX = 120;
    private static final int LINES_MAX = 100_000;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        RUNNING.add(process);
        keep(process.getInputStream());
        keep(process.getErrorStream());
    }

    /** Starts {@code mainClass} from the class path of the tests. */
    static Child start(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        try {
            return new Child(mainClass, new ProcessBuilder(command).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void keep(InputStream stream) {
        readers.add(Thread.ofPlatform().daemon().name("output of " + name).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    keep(line);
                }
            } catch (IOException ended) {
                keep("[its output ended: " + ended.getMessage() + "]");
            }
        }));
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() < LINES_MAX) {
                lines.add(line);
            }
        }
    }

    /** What it wrote so far, on both streams. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    String output() {
        return String.join("\n", lines());
    }

    /** The first line that fits, when it has come. */
    String await(String what, Predicate<String> fits) {
        Await.until(
                name + " says " + what,
                () -> !process.isAlive() || lines().stream().anyMatch(fits),
                this::output);
        return lines().stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " ended without saying " + what + ":\n" + output()));
    }

    /** How a program ended, and all that it said. */
    record Ended(int exit, String output) {}

    /** Waits until it has ended by itself. */
    Ended end() {
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end:\n" + output());
            }
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " was waited for in vain", stopped);
        }
        return new Ended(process.exitValue(), output());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        RUNNING.remove(process);
    }
}
