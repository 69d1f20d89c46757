package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import eu.temoin.enforcement.Finding;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RegisterTemplate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CspReportsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Decision DECISION = decision();

    private final List<Finding> found = new ArrayList<>();
    private final CspReports reports = new CspReports(found::add);

    private static Decision decision() {
        String text = new RegisterTemplate(
                        "Site",
                        Origin.parse("https://www.example.fr").orElseThrow(),
                        "Ville",
                        "dpo@example.fr",
                        ZoneId.of("Europe/Paris"),
                        TODAY)
                .text();
        RegisterReading reading = RegisterFiles.reader().read("template", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(RegisterReading.Accepted.class);
        return Decider.of(((RegisterReading.Accepted) reading).register())
                .decide(TokenReading.NONE, Signals.NONE, TODAY);
    }

    private int take(String json) {
        return reports.take(DECISION, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOlderFormatIsRead() {
        assertThat(take("{\"csp-report\":{\"document-uri\":\"https://www.example.fr/?q=canary\","
                        + "\"effective-directive\":\"script-src-elem\","
                        + "\"blocked-uri\":\"https://track.example/t.js?id=canary\"}}"))
                .isEqualTo(204);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.name()).isEqualTo("track.example");
            assertThat(finding.toString()).doesNotContain("canary");
        });
    }

    @Test
    void theNewerFormatIsReadAndOtherReportsInItPassedOver() {
        assertThat(take("[{\"type\":\"deprecation\",\"body\":{\"blockedURL\":\"https://no.example/\"}},"
                        + "{\"type\":\"csp-violation\",\"user_agent\":\"canary\",\"body\":{\"effectiveDirective\":"
                        + "\"connect-src\",\"blockedURL\":\"https://beacon.example/c?u=canary\"}}]"))
                .isEqualTo(204);
        assertThat(found).extracting(Finding::name).containsExactly("beacon.example");
    }

    @Test
    void whatTheSiteMayLoadIsNoFinding() {
        assertThat(take("{\"csp-report\":{\"effective-directive\":\"img-src\","
                        + "\"blocked-uri\":\"https://www.example.fr/a.png\"}}"))
                .isEqualTo(204);
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String json : List.of("", "nonsense", "{}", "[]", "1", "{\"csp-report\":1}", "[".repeat(10_000))) {
            assertThat(take(json))
                    .as(json.substring(0, Math.min(20, json.length())))
                    .isEqualTo(400);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void oneRequestBringsOnlySoMany() {
        String one =
                "{\"type\":\"csp-violation\",\"body\":{\"effectiveDirective\":\"img-src\",\"blockedURL\":\"https://a.example/\"}}";
        assertThat(take("[" + (one + ",").repeat(500) + one + "]")).isEqualTo(204);
        assertThat(found).hasSize(CspReports.REPORTS_MAX);
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertThat(reports.take(DECISION, body)).as("seed 42, body %d", i).isIn(204, 400);
        }
    }
}
