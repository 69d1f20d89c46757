package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a site has browsers send reports: the Reporting API's headers ({@code Reporting-Endpoints}, and {@code
 * Report-To} in JSON with Network Error Logging), and the {@code report-uri} of its own policies. No policy governs
 * these requests, and each tells its receiver the visitor's address and page.
 */
final class ReportAddresses {
    private static final String REPORT_URI = "report-uri";

    private ReportAddresses() {}

    /**
     * Whether a reporting header names anybody but the site and who is allowed. Every string in quotes counts that could
     * be an address; what is escaped otherwise than a slash in JSON may be one, too.
     */
    static boolean namesOther(Exchange exchange, List<String> values) {
        for (String value : values) {
            for (String text : quoted(value)) {
                String address = text.replace("\\/", "/");
                boolean mayBeAddress = address.indexOf('/') >= 0 || address.indexOf(':') >= 0;
                if (address.indexOf('\\') >= 0 || mayBeAddress && !HintsStage.passes(exchange, address)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> quoted(String value) {
        List<String> texts = new ArrayList<>(2);
        for (int open = value.indexOf('"'); open >= 0; ) {
            int close = open + 1;
            while (close < value.length() && value.charAt(close) != '"') {
                close += value.charAt(close) == '\\' ? 2 : 1;
            }
            texts.add(value.substring(open + 1, Math.min(close, value.length())));
            open = value.indexOf('"', Math.min(close, value.length() - 1) + 1);
        }
        return texts;
    }

    /** Takes addresses of others out of the {@code report-uri} of the site's policies; what they forbid stays. */
    static void filter(Exchange exchange, HttpHeaders headers, AsciiString name) {
        if (!headers.contains(name)) {
            return;
        }
        List<String> before = headers.getAll(name);
        List<String> after = new ArrayList<>(before.size());
        for (String value : before) {
            after.add(containsReportUri(value) ? filtered(exchange, value) : value);
        }
        if (!after.equals(before)) {
            headers.set(name, after);
        }
    }

    private static boolean containsReportUri(String value) {
        for (int at = 0; at + REPORT_URI.length() <= value.length(); at++) {
            if (value.regionMatches(true, at, REPORT_URI, 0, REPORT_URI.length())) {
                return true;
            }
        }
        return false;
    }

    private static String filtered(Exchange exchange, String value) {
        StringBuilder kept = new StringBuilder(value.length());
        int start = 0;
        for (int at = 0; at <= value.length(); at++) {
            if (at == value.length() || value.charAt(at) == ';' || value.charAt(at) == ',') {
                kept.append(directive(exchange, value.substring(start, at)));
                kept.append(at < value.length() ? value.substring(at, at + 1) : "");
                start = at + 1;
            }
        }
        return kept.toString();
    }

    /** A directive as it came, or a {@code report-uri} with what passes; without any address it sends nothing. */
    private static String directive(Exchange exchange, String text) {
        String[] words = text.strip().split("[ \t\f]+", -1);
        if (!words[0].equalsIgnoreCase(REPORT_URI)) {
            return text;
        }
        List<String> passing = new ArrayList<>(words.length);
        for (int i = 1; i < words.length; i++) {
            if (HintsStage.passes(exchange, words[i])) {
                passing.add(words[i]);
            }
        }
        if (passing.size() == words.length - 1) {
            return text;
        }
        return passing.isEmpty() ? "" : ' ' + REPORT_URI + ' ' + String.join(" ", passing);
    }
}
