package eu.temoin.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a file at once: whoever reads it, and whatever ends in between, finds the old bytes or the new ones. Links
 * stay links; owner, group and permissions stay as they are.
 */
final class FileReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);

    private FileReplacement() {}

    /**
     * @param before what was read; a file that says something else by now is left alone
     * @return false where it was left alone
     */
    static boolean replace(Path file, byte[] before, byte[] after) throws IOException {
        Path real = file.toRealPath();
        // Always the same name: what a crash leaves behind is written over the next time.
        Path aside = real.resolveSibling("." + real.getFileName() + ".new");
        boolean replaced = false;
        try {
            write(aside, after);
            keepOwner(real, aside);
            if (Arrays.equals(Files.readAllBytes(real), before)) {
                Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                replaced = true;
            }
        } finally {
            if (!replaced) {
                Files.deleteIfExists(aside);
            }
        }
        if (replaced) {
            forceFolder(real);
        }
        return replaced;
    }

    private static void write(Path aside, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void keepOwner(Path from, Path to) throws IOException {
        PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (target == null) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes present = target.readAttributes();
        if (!wanted.owner().equals(present.owner())) {
            target.setOwner(wanted.owner());
        }
        if (!wanted.group().equals(present.group())) {
            target.setGroup(wanted.group());
        }
        target.setPermissions(wanted.permissions());
    }

    /** So that the new name survives a power failure; not every system lets a folder be opened for that. */
    private static void forceFolder(Path file) {
        @Nullable Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            LOG.debug("the folder {} could not be forced to disk: {}", folder, unsupported.toString());
        }
    }
}
