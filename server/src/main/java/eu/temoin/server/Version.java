package eu.temoin.server;

import eu.temoin.gateway.Transport;
import java.util.Locale;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    /** The version from the jar's manifest; a class folder has none. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "temoin " + number(),
            "java " + Runtime.version(),
            "transport " + Transport.best().name().toLowerCase(Locale.ROOT)
        };
    }
}
