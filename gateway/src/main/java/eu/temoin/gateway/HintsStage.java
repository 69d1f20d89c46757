package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import eu.temoin.consent.SourceVerdict;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers that make a browser contact a third party by themselves: {@code Link} (RFC 8288) with {@code preconnect},
 * {@code preload} and the like, most of which no policy governs, and the reporting headers, whose reports carry the
 * visitor's address. Entries whose target is neither own nor allowed are taken out.
 */
final class HintsStage implements ResponseStage {
    private static final AsciiString LINK = AsciiString.cached("link");
    private static final List<AsciiString> REPORTING = List.of(
            AsciiString.cached("reporting-endpoints"), AsciiString.cached("report-to"), AsciiString.cached("nel"));

    private static final Set<String> FETCHING = Set.of(
            "preconnect",
            "dns-prefetch",
            "preload",
            "prefetch",
            "modulepreload",
            "prerender",
            "stylesheet",
            "compression-dictionary");

    @Override
    public String name() {
        return "hints";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (!exchange.enforces()) {
            return;
        }
        if (headers.contains(LINK)) {
            filterLinks(exchange, headers);
        }
        for (int i = 0; i < REPORTING.size(); i++) {
            AsciiString name = REPORTING.get(i);
            if (headers.contains(name) && namesOther(exchange, headers.getAll(name))) {
                headers.remove(name);
            }
        }
    }

    private static void filterLinks(Exchange exchange, HttpHeaders headers) {
        List<String> kept = new ArrayList<>();
        for (String value : headers.getAll(LINK)) {
            for (String entry : entries(value)) {
                if (!fetches(entry) || passes(exchange, target(entry))) {
                    kept.add(entry);
                }
            }
        }
        headers.remove(LINK);
        if (!kept.isEmpty()) {
            headers.set(LINK, kept);
        }
    }

    /** Splits at commas outside {@code <…>} and quotes. */
    private static List<String> entries(String value) {
        List<String> entries = new ArrayList<>();
        boolean inTarget = false;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            inTarget = quoted ? inTarget : c == '<' || inTarget && c != '>';
            quoted = c == '"' && !inTarget ? !quoted : quoted;
            if (c == ',' && !inTarget && !quoted) {
                entries.add(value.substring(start, i).trim());
                start = i + 1;
            }
        }
        entries.add(value.substring(start).trim());
        return entries;
    }

    private static boolean fetches(String entry) {
        String lower = entry.substring(entry.indexOf('>') + 1).toLowerCase(Locale.ROOT);
        for (String word : lower.split("[^a-z-]+", -1)) {
            if (FETCHING.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String target(String entry) {
        int end = entry.indexOf('>');
        return entry.startsWith("<") && end > 0 ? entry.substring(1, end).trim() : "//invalid";
    }

    private static boolean namesOther(Exchange exchange, List<String> values) {
        for (String value : values) {
            for (int at = value.indexOf("://"); at >= 0; at = value.indexOf("://", at + 3)) {
                int start = Math.max(value.lastIndexOf('"', at), value.lastIndexOf(' ', at)) + 1;
                int end = at;
                while (end < value.length() && "\" ,;".indexOf(value.charAt(end)) < 0) {
                    end++;
                }
                if (!passes(exchange, value.substring(start, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean passes(Exchange exchange, String reference) {
        Origin origin = exchange.origin();
        URI address;
        try {
            address = new URI(origin + "/").resolve(new URI(reference));
        } catch (URISyntaxException unreadable) {
            return false;
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || host.isEmpty()) {
            return false;
        }
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        String path = address.getRawPath() == null ? "/" : address.getRawPath();
        SourceVerdict verdict = exchange.decision().source(scheme, host, port, path);
        return verdict instanceof SourceVerdict.Own || verdict instanceof SourceVerdict.Allowed;
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        if (exchange.enforces()) {
            response.headers().remove(LINK);
            REPORTING.forEach(response.headers()::remove);
        }
    }
}
