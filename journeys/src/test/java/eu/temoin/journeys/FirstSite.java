package eu.temoin.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** {@code docs/first-site.sh}, stopped after a step of the page with everything running. */
final class FirstSite implements AutoCloseable {
    private static final String READY = "first-site: ready at ";
    private static final int END_SECONDS_MAX = 60;

    private final Process process;
    private final String origin;

    private FirstSite(Process process, String origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Returns when that step is done; the script has its own limit of time. */
    static FirstSite upTo(String step) {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        Node.home().resolve("docs").resolve("first-site.sh").toString(),
                        "--until",
                        step)
                .redirectErrorStream(true);
        builder.environment().put("TEMOIN_JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = builder.start();
            StringBuilder said = new StringBuilder();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(READY)) {
                    return new FirstSite(process, line.substring(READY.length()));
                }
                said.append(line).append('\n');
            }
            throw new AssertionError("docs/first-site.sh did not come to step " + step + ":\n" + said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where visitors arrive. */
    String origin() {
        return origin;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends its standard input, at which it stops what it started and removes its folder. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("docs/first-site.sh does not end");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
        }
    }
}
