package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the site is told about who asked: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code Forwarded}
 * (RFC 7239). From a trusted proxy they are kept and added to; from anybody else they are thrown away and written anew,
 * since a browser could claim anything.
 */
final class ForwardingHeaders {
    private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");

    /** Further names that servers believe. */
    private static final List<AsciiString> OTHERS = List.of(
            AsciiString.cached("x-forwarded-port"),
            AsciiString.cached("x-forwarded-server"),
            AsciiString.cached("x-forwarded-ssl"),
            AsciiString.cached("x-forwarded-prefix"),
            AsciiString.cached("x-forwarded-scheme"),
            AsciiString.cached("x-original-url"),
            AsciiString.cached("x-rewrite-url"),
            AsciiString.cached("x-real-ip"),
            AsciiString.cached("x-client-ip"),
            AsciiString.cached("true-client-ip"),
            AsciiString.cached("front-end-https"));

    private ForwardingHeaders() {}

    /** The scheme that a trusted proxy in front was asked with. */
    static Optional<String> scheme(HttpHeaders headers, boolean trusted) {
        if (!trusted) {
            return Optional.empty();
        }
        String proto = headers.get(PROTO);
        if (proto == null) {
            return Optional.empty();
        }
        int comma = proto.indexOf(',');
        return Optional.of(
                (comma < 0 ? proto : proto.substring(0, comma)).trim().toLowerCase(Locale.ROOT));
    }

    /** Writes them for the site. {@code origin}: the one that was asked. */
    static void set(HttpHeaders headers, InetAddress peer, boolean trusted, Origin origin) {
        String address = peer.getHostAddress();
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        if (trusted) {
            append(headers, FOR, address);
            if (headers.contains(FORWARDED)) {
                append(headers, FORWARDED, "for=" + (address.indexOf(':') < 0 ? address : "\"[" + address + "]\""));
            }
            if (!headers.contains(PROTO)) {
                headers.set(PROTO, origin.scheme());
            }
            if (!headers.contains(HOST)) {
                headers.set(HOST, origin.authority());
            }
            return;
        }
        for (int i = 0; i < OTHERS.size(); i++) {
            headers.remove(OTHERS.get(i));
        }
        headers.remove(FORWARDED);
        headers.set(FOR, address);
        headers.set(PROTO, origin.scheme());
        headers.set(HOST, origin.authority());
    }

    /** Several lines of one name become one, so that nobody reads the first and nobody the last. */
    private static void append(HttpHeaders headers, AsciiString name, String value) {
        List<String> present = headers.getAll(name);
        headers.set(name, present.isEmpty() ? value : String.join(", ", present) + ", " + value);
    }

    /**
     * Removes names with an underscore, as most servers in front do: to a site behind CGI, WSGI or PHP {@code
     * X_Forwarded_For} is the same variable as {@code X-Forwarded-For}, and {@code Content_Length} as {@code
     * Content-Length}.
     */
    static void removeAmbiguous(HttpHeaders headers) {
        List<String> ambiguous = List.of();
        for (var iterator = headers.iteratorCharSequence(); iterator.hasNext(); ) {
            CharSequence name = iterator.next().getKey();
            if (AsciiString.indexOf(name, '_', 0) >= 0) {
                ambiguous = ambiguous.isEmpty() ? new ArrayList<>() : ambiguous;
                ambiguous.add(name.toString());
            }
        }
        for (String name : ambiguous) {
            headers.remove(name);
        }
    }
}
