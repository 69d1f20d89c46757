package eu.temoin.storage;

import eu.temoin.storage.StorageException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed number of platform threads with a connection each; others hand them work and wait for it. */
final class SqliteThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteThreads.class);
    private static final int CLOSE_SECONDS_MAX = 30;

    /** Something to do with a connection. */
    interface Work<T> {
        T run(Handle handle) throws StorageException;
    }

    /** Makes a connection. */
    interface Opener {
        Connection open() throws SQLException;
    }

    private final String name;
    private final Jdbi jdbi;
    private final ThreadPoolExecutor threads;
    // No more than there are threads: each takes one and puts it back.
    private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();

    SqliteThreads(String name, int count, int waitingMax, Opener opener) {
        this.name = name;
        this.jdbi = Jdbi.create(opener::open);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waitingMax),
                Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    /** Runs {@code work} on one of the threads and waits for it, interrupted or not. */
    <T> T call(Work<T> work) throws StorageException {
        FutureTask<T> task = new FutureTask<>(() -> withHandle(work));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown()
                    ? new StorageException(Reason.CLOSED, "the store is closed", e)
                    : new StorageException(
                            Reason.TOO_MANY_READS,
                            threads.getQueue().size() + " requests wait for " + name + " already",
                            e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // What was begun is not left half known: the caller learns what became of it, then of this.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof StorageException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("a statement failed in an unforeseen way", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T withHandle(Work<T> work) throws StorageException {
        Handle handle = null;
        boolean usable = false;
        try {
            handle = idle.pollFirst();
            if (handle == null) {
                handle = jdbi.open();
            }
            T result = work.run(handle);
            usable = true;
            return result;
        } catch (JdbiException e) {
            throw SqliteFailures.of("a statement of " + name + " failed", e);
        } finally {
            if (handle != null) {
                if (usable) {
                    idle.addFirst(handle);
                } else {
                    close(handle);
                }
            }
        }
    }

    private void close(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException e) {
            LOG.warn("a connection of {} could not be closed: {}", name, e.toString());
        }
    }

    /** Lets the threads end what they have, then closes the connections. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("{} has not ended within {} seconds", name, CLOSE_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (Handle handle = idle.pollFirst(); handle != null; handle = idle.pollFirst()) {
            close(handle);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
