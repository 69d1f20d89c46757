package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;

/**
 * A page made for one visitor's decision is kept by nobody else's cache, and by the visitor's own only to be asked about
 * again. What was loaded once is kept by none, so that no way back brings it again. Everything else keeps the site's
 * caching.
 */
final class CachingStage implements ResponseStage {
    /** What shared caches obey in place of {@code Cache-Control} (RFC 9213 and what came before it), and ages. */
    private static final List<AsciiString> SHARED = List.of(
            AsciiString.cached("cdn-cache-control"),
            AsciiString.cached("cloudflare-cdn-cache-control"),
            AsciiString.cached("surrogate-control"),
            AsciiString.cached("x-accel-expires"),
            HttpHeaderNames.EXPIRES,
            HttpHeaderNames.PRAGMA,
            HttpHeaderNames.AGE);

    @Override
    public String name() {
        return "caching";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        if (!exchange.enforces()) {
            return;
        }
        boolean made = exchange.isVisitorsOwn();
        HttpHeaders headers = response.headers();
        if (exchange.usesOnce()) {
            keepNowhere(response.headers());
            return;
        }
        if (made || exchange.isTakenBack()) {
            makePrivate(headers);
        }
        if (made) {
            headers.remove(HttpHeaderNames.LAST_MODIFIED);
            String tag = headers.get(HttpHeaderNames.ETAG);
            headers.remove(HttpHeaderNames.ETAG);
            String ours = tag == null ? "" : EntityTags.of(tag, exchange.fingerprint());
            if (!ours.isEmpty()) {
                headers.set(HttpHeaderNames.ETAG, ours);
            }
        }
    }

    private static void makePrivate(HttpHeaders headers) {
        boolean noStore = false;
        for (String value : headers.getAll(HttpHeaderNames.CACHE_CONTROL)) {
            noStore |= value.toLowerCase(Locale.ROOT).contains("no-store");
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, noStore ? "no-store" : "private, no-cache");
        for (int i = 0; i < SHARED.size(); i++) {
            headers.remove(SHARED.get(i));
        }
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        keepNowhere(response.headers());
    }

    private static void keepNowhere(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.remove(HttpHeaderNames.ETAG);
        headers.remove(HttpHeaderNames.LAST_MODIFIED);
        SHARED.forEach(headers::remove);
    }
}
