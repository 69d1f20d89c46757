package eu.temoin.server;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen.
 *
 * @param port 0 takes a free one
 */
record HostPort(String host, int port) {
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        String digits = text.substring(colon + 1);
        if (host.isEmpty() || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65_535) {
            throw new TypeConversionException(
                    "'" + text + "' is no address to listen on: write HOST:PORT, for example 127.0.0.1:8080");
        }
        return new HostPort(host.replaceAll("^\\[|\\]$", ""), Integer.parseInt(digits));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    boolean isLoopback() {
        return address().getAddress() != null && address().getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            return parse(text);
        }
    }
}
