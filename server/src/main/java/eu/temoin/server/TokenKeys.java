package eu.temoin.server;

import eu.temoin.consent.TokenKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The secrets that sign and verify tokens: one file of 32 bytes each, {@code token-NAME.key}, in a folder that the nodes
 * of a site share. The last by name signs; all verify. To replace a key, add a file with a later name, and remove the
 * old one when the longest choice has ended.
 */
record TokenKeys(TokenKey signing, List<TokenKey> verifying) {
    private static final String PREFIX = "token-";
    private static final String SUFFIX = ".key";

    /** More keys than any rotation needs; each one in a token's way is one more to hold. */
    private static final int KEYS_MAX = 16;

    /**
     * Reads the keys of {@code folder}, or makes the first one.
     *
     * @param join whether this node joins others, which must have made the keys: it then makes none
     */
    static TokenKeys open(Path folder, boolean join, SecureRandom random) {
        try {
            List<Path> files = files(folder);
            if (files.isEmpty()) {
                if (join) {
                    throw Failure.unavailable(
                            "temoin-no-token-keys",
                            "This node was told to join others (--join), and " + folder + " holds no token keys. Copy "
                                    + "the files token-*.key of a running node there, or start without --join if this is "
                                    + "the first node.");
                }
                make(folder, random);
                files = files(folder);
            }
            if (files.size() > KEYS_MAX) {
                throw Failure.unavailable(
                        "temoin-too-many-token-keys",
                        folder + " holds " + files.size() + " token keys, more than " + KEYS_MAX
                                + ". Remove those that signed no choice that still holds.");
            }
            List<TokenKey> keys = new ArrayList<>();
            for (Path file : files) {
                keys.add(read(file));
            }
            return new TokenKeys(keys.get(0), List.copyOf(keys));
        } catch (IOException broken) {
            throw Failure.unavailable(
                    "temoin-token-keys-unreadable",
                    "The token keys in " + folder + " cannot be read or made: " + broken.getMessage()
                            + ". The folder must belong to the user that runs Témoin.");
        }
    }

    /** The newest name first. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().startsWith(PREFIX)
                            && file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        }
    }

    private static TokenKey read(Path file) throws IOException {
        if (Files.getFileAttributeView(file, java.nio.file.attribute.PosixFileAttributeView.class) != null) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                throw Failure.unavailable(
                        "temoin-token-key-exposed",
                        file + " can be read by others than its owner: type chmod 600 " + file
                                + ", and make a new key if it may have been copied.");
            }
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != TokenKey.SECRET_LENGTH) {
            throw Failure.unavailable(
                    "temoin-token-key-damaged",
                    file + " has " + secret.length + " bytes instead of " + TokenKey.SECRET_LENGTH
                            + ". Restore it from a backup; without it, visitors are asked again.");
        }
        return TokenKey.of(secret);
    }

    /** Written aside, forced to disk, then renamed: a key that was half written would lock every visitor out. */
    private static void make(Path folder, SecureRandom random) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder);
        byte[] secret = new byte[TokenKey.SECRET_LENGTH];
        random.nextBytes(secret);
        Path aside = folder.resolve(PREFIX + "1" + SUFFIX + ".new");
        Files.deleteIfExists(aside);
        if (posix) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(aside);
        }
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(secret);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, folder.resolve(PREFIX + "1" + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }
}
