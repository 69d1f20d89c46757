package eu.temoin.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where one deployment has what it reads and keeps: the options that commands about the whole of it share. */
final class Deployment {
    @Option(
            names = "--register",
            paramLabel = "FILE",
            defaultValue = "temoin.yaml",
            description = "What the site declares (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path register;

    @Option(
            names = "--management",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9090",
            converter = HostPort.Converter.class,
            description = {
                "Health, metrics, reload and publication of the server;",
                "no sign-in, so keep it private (${DEFAULT-VALUE})"
            })
    @SuppressWarnings("NullAway.Init")
    private HostPort management;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "data/temoin.db",
            description = "Records, log, findings and what was counted (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path store;

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            defaultValue = "data/keys",
            description = "Secrets, made on first start (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path keys;

    @Option(
            names = "--prefix",
            paramLabel = "PATH",
            defaultValue = "/.temoin",
            description = "Below which Témoin answers itself (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String prefix;

    Path register() {
        return register;
    }

    HostPort management() {
        return management;
    }

    Path store() {
        return store;
    }

    Path keys() {
        return keys;
    }

    String prefix() {
        return prefix;
    }
}
