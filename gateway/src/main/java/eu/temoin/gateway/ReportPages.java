package eu.temoin.gateway;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what browsers report about our own policy, and leaves every other page to whoever makes them. What scripts of
 * third parties load is seen nowhere else.
 *
 * <p>Both formats: {@code application/csp-report} (Content Security Policy Level 2) and {@code application/reports+json}
 * (Reporting API). Only directive and host become a {@link Finding}: addresses of pages, queries, user agents and cookies
 * are left at the door.
 */
final class ReportPages implements LocalPages {
    /** Of one request; browsers group a few. */
    static final int REPORTS_MAX = 32;

    private static final LocalResponse TAKEN = new LocalResponse(204, List.of(), new byte[0]);
    private static final LocalResponse NOT_A_POST =
            new LocalResponse(405, List.of(Map.entry("Allow", "POST")), new byte[0]);
    private static final LocalResponse NOT_A_REPORT = new LocalResponse(400, List.of(), new byte[0]);

    private final LocalPages others;
    private final String path;
    private final Findings findings;

    ReportPages(LocalPages others, String path, Findings findings) {
        this.others = others;
        this.path = path;
        this.findings = findings;
    }

    @Override
    public boolean answers(String asked) {
        return others.answers(asked);
    }

    @Override
    public LocalResponse answer(LocalRequest request) {
        if (!request.path().equals(path)) {
            return others.answer(request);
        }
        if (!request.method().equals("POST")) {
            return NOT_A_POST;
        }
        Optional<Object> json = Json.read(new String(request.body(), StandardCharsets.UTF_8));
        if (json.isEmpty()) {
            return NOT_A_REPORT;
        }
        if (json.get() instanceof List<?> reports) {
            reports.stream().limit(REPORTS_MAX).forEach(report -> take(request, member(report, "body")));
        } else {
            take(request, member(json.get(), "csp-report"));
        }
        return TAKEN;
    }

    private void take(LocalRequest request, Object body) {
        String directive = text(body, "effectiveDirective", "effective-directive", "violated-directive");
        String blocked = text(body, "blockedURL", "blocked-uri");
        Optional<Finding> finding = Finding.ofCspReport(request.decision(), directive, blocked);
        finding.ifPresent(findings::found);
    }

    private static Object member(Object json, String name) {
        return json instanceof Map<?, ?> members && members.get(name) instanceof Object found ? found : "";
    }

    /** The first of {@code names} that is a text; empty for none. */
    private static String text(Object json, String... names) {
        for (String name : names) {
            if (member(json, name) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
