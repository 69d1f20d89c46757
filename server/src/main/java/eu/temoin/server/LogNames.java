package eu.temoin.server;

import eu.temoin.consent.Register;
import eu.temoin.register.Problem;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of this node's log, its <em>origin</em> in checkpoints (C2SP tlog-checkpoint): a URL without scheme, made once
 * of the site's first origin and eight random digits, since each node has a log of its own. Kept beside the key.
 */
final class LogNames {
    private static final String FILE = "log.origin";
    private static final int NODE_BYTES = 4;

    private LogNames() {}

    /** The name in {@code keys}, made on first start from the register, which must then be sound. */
    static String of(Path keys, Path register, RegisterReader reader, SecureRandom random) {
        Path file = keys.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] node = new byte[NODE_BYTES];
            random.nextBytes(node);
            String name =
                    host(register, reader) + "/.temoin/log/" + HexFormat.of().formatHex(node);
            Files.createDirectories(keys);
            Path aside = keys.resolve(FILE + ".new");
            Files.writeString(aside, name + "\n");
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException broken) {
            throw Failure.unavailable(
                    "temoin-log-name",
                    "The name of the log, " + file + ", cannot be read or made: " + broken.getMessage()
                            + ". The folder must belong to the user that runs Témoin.");
        }
    }

    private static String host(Path file, RegisterReader reader) {
        return switch (reader.read(file)) {
            case RegisterReading.Accepted accepted -> firstAuthority(accepted.register());
            case RegisterReading.Rejected rejected ->
                throw Failure.no("temoin-register", "\n" + Problem.render(rejected.problems()));
        };
    }

    private static String firstAuthority(Register register) {
        return register.site().origins().getFirst().authority();
    }
}
