package eu.temoin.gateway;

import eu.temoin.consent.Origin;
import eu.temoin.consent.SourceVerdict;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Headers that make a browser contact others than us by themselves: {@code Link} (RFC 8288) with {@code preconnect},
 * {@code preload} and the like, most of which no policy governs, and whatever sends reports ({@link ReportAddresses}),
 * which carry the visitor's address. Entries whose target is neither own nor allowed are taken out, and so is a whole
 * value that readers do not all divide alike.
 *
 * <p>{@code Alt-Svc} (RFC 7838) would lead browsers past this gateway to another server of the site, and {@code
 * Speculation-Rules} to third parties that no policy stops: both are taken off whole.
 */
final class HintsStage implements ResponseStage {
    private static final AsciiString LINK = AsciiString.cached("link");
    private static final List<AsciiString> NEVER =
            List.of(AsciiString.cached("alt-svc"), AsciiString.cached("speculation-rules"));
    private static final List<AsciiString> REPORTING = List.of(
            AsciiString.cached("reporting-endpoints"), AsciiString.cached("report-to"), AsciiString.cached("nel"));
    private static final List<AsciiString> POLICIES =
            List.of(HttpHeaderNames.CONTENT_SECURITY_POLICY, AsciiString.cached("content-security-policy-report-only"));

    /** Entries of a target and parameters, whose values are words or quoted, as RFC 8288 section 3 has them. */
    private static final Pattern PLAIN;

    static {
        String parameter =
                "\\s*+;\\s*+(?:[^\\s\"<>,;=\\\\]++\\s*+(?:=\\s*+(?:\"[^\"\\\\]*+\"|[^\\s\"<>,;\\\\]*+))?+)?+";
        String entry = "\\s*+(?:<[^<>\"\\\\]*+>(?:" + parameter + ")*+)?+\\s*+";
        PLAIN = Pattern.compile(entry + "(?:," + entry + ")*+");
    }

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
        NEVER.forEach(headers::remove);
        for (int i = 0; i < REPORTING.size(); i++) {
            AsciiString name = REPORTING.get(i);
            if (headers.contains(name) && ReportAddresses.namesOther(exchange, headers.getAll(name))) {
                headers.remove(name);
            }
        }
        for (int i = 0; i < POLICIES.size(); i++) {
            ReportAddresses.filter(exchange, headers, POLICIES.get(i));
        }
    }

    private static void filterLinks(Exchange exchange, HttpHeaders headers) {
        List<String> kept = new ArrayList<>();
        for (String value : headers.getAll(LINK)) {
            for (String entry : isPlain(value) ? entries(value) : List.<String>of()) {
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

    /**
     * Whether every reader finds the same entries. They differ in what a backslash does to what stands behind it, in quotes
     * that are not closed or do not hold a whole value, and in a second target.
     */
    private static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches();
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

    /** Whether a browser may contact what {@code reference} means in an answer of this site. */
    static boolean passes(Exchange exchange, String reference) {
        Origin origin = exchange.origin();
        if (isPath(reference)) {
            int end = reference.split("[?#]", 2)[0].length();
            return isOwnOrAllowed(exchange.decision()
                    .source(origin.scheme(), origin.host(), origin.port(), reference.substring(0, end)));
        }
        URI address;
        try {
            address = new URI(origin + "/").resolve(new URI(reference));
        } catch (URISyntaxException unreadable) {
            return false;
        }
        return exchange.decision()
                .source(address)
                .filter(HintsStage::isOwnOrAllowed)
                .isPresent();
    }

    /** One slash and no second, nor what browsers read as one or drop. */
    private static boolean isPath(String reference) {
        boolean one = reference.startsWith("/") && (reference.length() == 1 || "/\\".indexOf(reference.charAt(1)) < 0);
        return one && reference.chars().allMatch(c -> c > ' ');
    }

    private static boolean isOwnOrAllowed(SourceVerdict verdict) {
        return verdict instanceof SourceVerdict.Own || verdict instanceof SourceVerdict.Allowed;
    }

    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        if (exchange.enforces()) {
            response.headers().remove(LINK);
            NEVER.forEach(response.headers()::remove);
            REPORTING.forEach(response.headers()::remove);
        }
    }
}
