package eu.temoin.server;

import eu.temoin.consent.Decision;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What browsers report of our policy, at {@code report} below the local prefix: the one place where a third party that a
 * script tries to load is seen by name.
 *
 * <p>Both formats are read: {@code application/csp-report} (Content Security Policy Level 2) and {@code
 * application/reports+json} (Reporting API). Only the directive and the blocked address are looked at, and of that the
 * host alone is kept; page, referrer, query and user agent are dropped unread.
 */
final class CspReports {
    /** Reports read of one request; browsers send a few. */
    static final int REPORTS_MAX = 20;

    /** The longest text and the deepest nesting of a report that is read. */
    private static final int TEXT_LENGTH_MAX = 16_384;

    private static final int DEPTH_MAX = 8;

    private final Findings findings;
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TEXT_LENGTH_MAX)
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .build();

    CspReports(Findings findings) {
        this.findings = findings;
    }

    /**
     * Reads the body of one request.
     *
     * @return the status to answer with: 204, or 400 where it is no report
     */
    int take(Decision decision, byte[] body) {
        List<JsonNode> reports;
        try {
            reports = bodies(json.readTree(body));
        } catch (JacksonException noReport) {
            return 400;
        }
        for (JsonNode report : reports) {
            found(decision, report).ifPresent(findings::found);
        }
        return reports.isEmpty() ? 400 : 204;
    }

    private static List<JsonNode> bodies(JsonNode root) {
        List<JsonNode> bodies = new ArrayList<>();
        if (root.isArray()) {
            for (int i = 0; i < Math.min(root.size(), REPORTS_MAX); i++) {
                JsonNode report = root.path(i);
                if (report.path("type").asString("").equals("csp-violation")
                        && report.path("body").isObject()) {
                    bodies.add(report.path("body"));
                }
            }
        } else if (root.path("csp-report").isObject()) {
            bodies.add(root.path("csp-report"));
        }
        return bodies;
    }

    private static Optional<Finding> found(Decision decision, JsonNode report) {
        String directive = text(report, "effectiveDirective", "effective-directive", "violated-directive");
        String blocked = text(report, "blockedURL", "blocked-uri");
        return blocked.isEmpty() ? Optional.empty() : Finding.ofCspReport(decision, directive, blocked);
    }

    private static String text(JsonNode report, String... names) {
        for (String name : names) {
            String value = report.path(name).asString("");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
