package eu.temoin.ledger;

import eu.temoin.ledger.LedgerOpenException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key a log signs with: Ed25519, made on the first start, kept in {@code log.key} in the folder of keys, readable
 * and writable by its owner only, never printed. One log, one key: whoever holds it can sign another history.
 */
public final class LogKey {
    /** The file in the folder of keys. */
    public static final String FILE = "log.key";

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final int FILE_BYTES_MAX = 1024;

    private final SigningKey key;

    LogKey(SigningKey key) {
        this.key = key;
    }

    /**
     * Whether {@code origin} can name a log: not empty, no space, no plus, no control character, at most 255 characters.
     * It should be a URL without its scheme.
     */
    public static boolean isOrigin(String origin) {
        return KeyName.isValid(origin);
    }

    /**
     * Reads the key of the log {@code origin} from {@code folder}, or makes folder and key. Two processes that start
     * together end up with the same key.
     *
     * @throws LedgerOpenException if the file may be read or changed by others, is not a key, or is another log's
     */
    public static LogKey loadOrCreate(Path folder, String origin, SecureRandom random) throws LedgerOpenException {
        if (!isOrigin(origin)) {
            throw new IllegalArgumentException("not an origin for a log: " + origin);
        }
        Path file = folder.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                create(folder, file, SigningKey.generate(origin, random));
            }
        } catch (IOException e) {
            throw refused(file, "it cannot be made; make its folder writable for this user", e);
        }
        return load(folder, origin);
    }

    /**
     * Reads the key of the log {@code origin} from {@code folder}.
     *
     * @throws LedgerOpenException if there is none, the file may be read or changed by others, is not a key, or is
     *     another log's
     */
    public static LogKey load(Path folder, String origin) throws LedgerOpenException {
        Path file = folder.resolve(FILE);
        SigningKey key;
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_FILE.containsAll(permissions)) {
                throw refused(
                        file,
                        "others than its owner may use it (" + PosixFilePermissions.toString(permissions)
                                + "); if nobody did, chmod 600 it",
                        null);
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw refused(file, "it is not a key; put the file of this log back", null);
            }
            key = SigningKey.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            throw refused(file, "it is not there; it is made when the server first starts", e);
        } catch (IOException e) {
            throw refused(file, "it cannot be read", e);
        } catch (MalformedException e) {
            throw refused(file, e.getMessage() + "; put the file of this log back", e);
        }
        if (!key.verifier().name().equals(origin)) {
            throw refused(
                    file,
                    "it is the key of " + key.verifier().name() + ", not of " + origin + ": give the right folder",
                    null);
        }
        return new LogKey(key);
    }

    private static LedgerOpenException refused(Path file, String why, @Nullable Throwable cause) {
        String message = "the log key " + file + " is refused: " + why;
        return cause == null
                ? new LedgerOpenException(Code.KEY_FILE, message)
                : new LedgerOpenException(Code.KEY_FILE, message, cause);
    }

    /** Writes aside, forces to disk, then links under the name: a crash leaves no half key, a race leaves one winner. */
    private static void create(Path folder, Path file, SigningKey key) throws IOException {
        FileAttribute<?> ownerFolder = PosixFilePermissions.asFileAttribute(OWNER_FOLDER);
        FileAttribute<?> ownerFile = PosixFilePermissions.asFileAttribute(OWNER_FILE);
        Files.createDirectories(folder, ownerFolder);
        Path aside = Files.createTempFile(folder, FILE, ".new", ownerFile);
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Utf8.encode(key.privateText() + "\n"));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try {
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                // Another process was quicker: its key is the one to load.
                return;
            }
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** The public half, safe to publish; its name is the log's origin. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /** The log's identity. */
    public String origin() {
        return key.verifier().name();
    }

    Note sign(String text) {
        return key.sign(text);
    }

    /** Names the key; does not show it. */
    @Override
    public String toString() {
        return "log key of " + key.verifier();
    }
}
