package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.List;

/** Where the site names the address that it is reached by here, visitors get the public one. */
final class AddressStage implements ResponseStage {
    private static final AsciiString REFRESH = AsciiString.cached("refresh");
    private static final List<AsciiString> NAMES =
            List.of(HttpHeaderNames.LOCATION, HttpHeaderNames.CONTENT_LOCATION, REFRESH);

    private final String upstream;

    AddressStage(Origin upstream) {
        this.upstream = upstream.toString();
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        HttpHeaders headers = response.headers();
        for (int i = 0; i < NAMES.size(); i++) {
            String value = headers.get(NAMES.get(i));
            if (value != null) {
                int at = find(value);
                if (at >= 0) {
                    String rest = value.substring(at + upstream.length());
                    headers.set(NAMES.get(i), value.substring(0, at) + exchange.origin() + rest);
                }
            }
        }
    }

    /** Where the upstream's origin begins in {@code value}, whole; -1 for nowhere. */
    private int find(String value) {
        for (int at = 0; at + upstream.length() <= value.length(); at++) {
            if (value.regionMatches(true, at, upstream, 0, upstream.length())) {
                int end = at + upstream.length();
                boolean whole = end == value.length() || "/?#\"' ".indexOf(value.charAt(end)) >= 0;
                boolean starts = at == 0 || "=\"' ".indexOf(value.charAt(at - 1)) >= 0;
                return whole && starts ? at : -1;
            }
        }
        return -1;
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        // An address that cannot be reached is the worst that can come of it.
    }
}
