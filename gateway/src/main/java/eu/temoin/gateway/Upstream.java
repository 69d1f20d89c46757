package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the site listens. Its name is looked up beforehand and again every {@link Timeouts#LOOKUP}, on a thread that may
 * block, so that no event loop ever waits for a name server.
 */
final class Upstream {
    private final Origin origin;
    private final Optional<SslContext> tls;
    private volatile Optional<InetSocketAddress> address = Optional.empty();

    Upstream(Origin origin, Optional<SslContext> tls) {
        this.origin = origin;
        this.tls = tls;
    }

    Origin origin() {
        return origin;
    }

    /** Present where the site is spoken to over TLS. */
    Optional<SslContext> tls() {
        return tls;
    }

    /** Empty where the name has never been found. */
    Optional<InetSocketAddress> address() {
        return address;
    }

    /** Blocks. Keeps the last address that was found. */
    void lookUp() {
        String host = origin.host();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            address = Optional.of(new InetSocketAddress(InetAddress.getByName(name), origin.port()));
        } catch (UnknownHostException unknown) {
            // Name servers fail for moments; the address that was right until now most likely still is.
        }
    }
}
