package eu.temoin.storage;

import eu.temoin.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That this process alone writes to a store: a lock of the operating system on a file beside it, gone with the process
 * however that ends. The file itself stays and means nothing.
 *
 * <p>On POSIX systems a process loses its lock when it closes <em>any</em> of its channels on the locked file. A second
 * attempt within this process must therefore not even open the file: it is refused by a set of the paths held.
 */
final class WriterLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private WriterLock(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Locks the store {@code file}, whose folder exists. */
    static WriterLock of(Path file) throws IOException, StorageException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("a store is a file in a folder, unlike " + file);
        }
        Path path = folder.toRealPath().resolve(file.getFileName() + ".lock");
        if (!HELD.add(path)) {
            throw refused(file);
        }
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw refused(file);
                }
                locked = true;
                return new WriterLock(path, channel, lock);
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        } finally {
            if (!locked) {
                HELD.remove(path);
            }
        }
    }

    private static StorageException refused(Path file) {
        return new StorageException(Reason.SECOND_WRITER, "another server writes to the store " + file);
    }

    @Override
    public void close() throws IOException {
        try {
            lock.release();
            channel.close();
        } finally {
            HELD.remove(path);
        }
    }
}
