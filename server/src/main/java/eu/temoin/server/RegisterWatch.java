package eu.temoin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reloads the register when its file changes. It looks once a second rather than asking the system to tell: that works
 * on network shares, through links that are turned round (as container platforms do), and with editors that replace the
 * file. The day of a revision that was published ahead is looked for at the same time.
 */
final class RegisterWatch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** What tells one state of the file from another. */
    private record Stamp(long modifiedMillis, long size, Optional<Object> fileKey) {
        static Optional<Stamp> of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stamp(
                        attributes.lastModifiedTime().toMillis(),
                        attributes.size(),
                        Optional.ofNullable(attributes.fileKey())));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

    private final Path file;
    private final Management.Reload reload;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("register-watch").daemon().unstarted(task));
    private Optional<Stamp> loaded;
    private Optional<Stamp> seen;

    private RegisterWatch(Path file, Management.Reload reload) {
        this.file = file;
        this.reload = reload;
        this.loaded = Stamp.of(file);
        this.seen = loaded;
    }

    static RegisterWatch start(Path file, Management.Reload reload) {
        RegisterWatch watch = new RegisterWatch(file, reload);
        var unused = watch.looking.scheduleWithFixedDelay(
                watch::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Reloads once the file has been the same for two looks: a file that is still being written is left alone. */
    private void look() {
        Optional<Stamp> now = Stamp.of(file);
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && now.isPresent() && !now.equals(loaded)) {
            loaded = now;
            reload.reload();
        } else if (reload.isDue()) {
            reload.reload();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
