package eu.temoin.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The arcade and its third parties, as a child process: they are web sites like any others, and know nothing of who
 * started them. They end when their standard input does, so that no orphan stays whatever kills us.
 */
final class DemoSites implements AutoCloseable {
    private static final String MAIN = "eu.temoin.demo.Main";
    private static final int STOP_SECONDS_MAX = 5;

    private final Process process;
    private final Map<String, String> dialled;
    private final Map<String, String> publicOrigins;

    private DemoSites(Process process, Map<String, String> dialled, Map<String, String> publicOrigins) {
        this.process = process;
        this.dialled = dialled;
        this.publicOrigins = publicOrigins;
    }

    /**
     * Starts them and waits until all three listen.
     *
     * @param arcadePublic where browsers reach the arcade; empty where nothing stands in front
     */
    static DemoSites start(List<String> flags, String arcadePublic) {
        String classPath = System.getProperty("temoin.demo.classpath", "");
        if (classPath.isEmpty()) {
            throw Failure.unavailable(
                    "temoin-demo-launcher", "The demo is started by the launcher: type ./temoin demo in the checkout.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One a line, as the launcher writes them: a path may hold spaces.
        System.getProperty("temoin.demo.options", "").lines().forEach(command::add);
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(flags);
        if (!arcadePublic.isEmpty()) {
            command.addAll(List.of("--arcade-public", arcadePublic));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return ready(process);
        } catch (IOException failed) {
            throw Failure.unavailable("temoin-demo-start", "The arcade cannot be started: " + failed.getMessage());
        }
    }

    private static DemoSites ready(Process process) throws IOException {
        Map<String, String> dialled = new HashMap<>();
        Map<String, String> publicOrigins = new HashMap<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            if (line.equals("ready all")) {
                drain(lines);
                return new DemoSites(process, dialled, publicOrigins);
            }
            if (words.length == 4 && words[0].equals("ready")) {
                dialled.put(words[1], words[2]);
                publicOrigins.put(words[1], words[3].replaceFirst("^public=", ""));
            }
        }
        throw Failure.unavailable(
                "temoin-demo-start", "The arcade ended before it was ready; what it said stands above.");
    }

    /** A full pipe would stop the sites; what they say later is said here. */
    private static void drain(BufferedReader lines) {
        Thread.ofVirtual().name("demo-output").start(() -> lines.lines().forEach(line -> {}));
    }

    /** Where the arcade itself listens. */
    String arcade() {
        return of(dialled, "arcade");
    }

    String arcadePublic() {
        return of(publicOrigins, "arcade");
    }

    /** Where browsers reach the video provider. */
    String video() {
        return of(publicOrigins, "video");
    }

    /** Where browsers reach the audience provider. */
    String stats() {
        return of(publicOrigins, "stats");
    }

    private static String of(Map<String, String> addresses, String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw Failure.unavailable("temoin-demo-start", "The demo did not say where " + name + " listens.");
        }
        return address;
    }

    /** Runs {@code action} when the sites end by themselves, unless {@code stopped} was counted down before. */
    void onEnd(Runnable action, CountDownLatch stopped) {
        var unused = process.onExit().thenRun(() -> {
            if (stopped.getCount() > 0 && !closing) {
                action.run();
            }
        });
    }

    private volatile boolean closing;

    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The same, for as long as it takes: what the process writes as it ends is wanted. */
    void closeAndWait() throws InterruptedException {
        closing = true;
        process.destroy();
        process.waitFor();
    }
}
