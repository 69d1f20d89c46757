package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Audience;
import eu.temoin.audience.Collector;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Sum;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenReading;
import eu.temoin.gateway.LocalRequest;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.SiteInForce;
import eu.temoin.register.RegisterReading;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may tell, from where, and what is counted of it in a real store. */
class MeasurementsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String BODY = "{\"page\":\"/jeux\",\"lcp\":1200,\"links\":[\"other.example\"]}";

    private static final String REGISTER = """
            format: 1
            site:
              id: site
              name: Le Site
              origins: ['https://www.example.fr']
              controller: { name: Le Site SARL, contact: dpo@example.fr }
              languages: [fr]
              zone: Europe/Paris
            categories:
              - id: totals
                kind: exempt
                title: { fr: Totaux }
                purpose: { fr: Compter les pages }
                description: { fr: Des totaux }
                refusing: { fr: Rien ne change }
            audience:
              category: totals
              script: true
            revisions:
              - number: 1
                date: 2026-11-24
                kind: material
                reason: { fr: Première publication }
            """;

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private Audience audience;
    private Collector collector;
    private Register register = register(REGISTER);
    private Measurements measurements;
    private final Map<String, List<String>> headers = new HashMap<>();
    private Signals signals = Signals.NONE;

    private static Register register(String text) {
        RegisterReading reading = RegisterFiles.reader().read("test", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(RegisterReading.Accepted.class);
        return ((RegisterReading.Accepted) reading).register();
    }

    @BeforeEach
    void open() throws Exception {
        database = SqliteDatabase.open(folder.resolve("audience.db"), SqliteOptions.defaults());
        audience = new Audience(() -> NOW, () -> ZoneId.of("Europe/Paris"), new SecureRandom());
        collector = Collector.start(audience, "one", Period.ofMonths(25), () -> Optional.of(database.audience()));
        measurements = new Measurements(audience, this::site);
        headers.put("content-type", List.of("application/json"));
        headers.put("sec-fetch-site", List.of("same-origin"));
        headers.put("user-agent", List.of(BROWSER));
    }

    @AfterEach
    void close() {
        collector.close();
        database.close();
    }

    private SiteInForce site() {
        return SiteInForce.of(
                Decider.of(register), Mode.ENFORCE, List.of(TokenKey.of(new byte[TokenKey.SECRET_LENGTH])));
    }

    private int take(String body) {
        return measurements.take(new LocalRequest(
                "POST",
                "/.temoin/measure",
                "",
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                Decider.of(register).decide(TokenReading.NONE, signals, LocalDate.of(2026, 11, 24)),
                TokenReading.NONE,
                "fr",
                Origin.parse("https://www.example.fr").orElseThrow()));
    }

    /** Every sum that was brought to the store, as {@code kind name}. */
    private Map<String, Long> kept() throws Exception {
        collector.collect();
        return database.audience().sums(0, Long.MAX_VALUE).stream()
                .filter(sum -> sum.dimension() != Dimension.TIME)
                .collect(Collectors.toMap(sum -> sum.dimension() + " " + sum.name(), Sum::count));
    }

    @Test
    void whatAPageOfThisSiteTellsIsCounted() throws Exception {
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(take("{\"page\":\"/jeux\",\"errors\":[{\"error\":\"TypeError\",\"file\":\"/app.js\"}]}"))
                .isEqualTo(204);
        assertThat(kept())
                .containsOnly(
                        Map.entry("vital LCP", 1L),
                        Map.entry("lcp /jeux", 1L),
                        Map.entry("script-error TypeError /app.js", 1L),
                        Map.entry("outbound other.example", 1L));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void ofWhoObjectsNothingIsReadAndNothingIsWritten(boolean gpc, boolean dnt) throws Exception {
        signals = new Signals(gpc, dnt);
        headers.put("cookie", List.of("temoin-own-visits=1"));
        assertThat(take(BODY)).isEqualTo(204);
        headers.put("sec-fetch-site", List.of("cross-site"));
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(take("{")).isEqualTo(204);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whereNoScriptMeasuresNothingIsTaken() throws Exception {
        register = register(REGISTER.replace("  script: true\n", ""));
        assertThat(take(BODY)).isEqualTo(204);
        register = register(REGISTER.replace("audience:\n  category: totals\n  script: true\n", ""));
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whoRunsTheSiteIsCountedApart() throws Exception {
        headers.put("cookie", List.of("a=b; temoin-own-visits=1"));
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(kept()).containsOnly(Map.entry("dropped own", 1L));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "cross-site, https://www.example.fr",
        "same-site, https://www.example.fr",
        "none, https://www.example.fr",
        "'', https://evil.example",
        "'', http://www.example.fr",
        "'', 'null'",
        "'', ''"
    })
    void anotherSiteTellsNothing(String fetchSite, String origin) throws Exception {
        headers.remove("sec-fetch-site");
        if (!fetchSite.isEmpty()) {
            headers.put("sec-fetch-site", List.of(fetchSite));
        }
        if (!origin.isEmpty()) {
            headers.put("origin", List.of(origin));
        }
        assertThat(take(BODY)).isEqualTo(403);
        assertThat(kept()).containsOnly(Map.entry("dropped measure-foreign", 1L));
    }

    @Test
    void aBrowserThatSaysTheOriginAloneIsBelieved() throws Exception {
        headers.remove("sec-fetch-site");
        headers.put("origin", List.of("https://www.example.fr"));
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(kept()).containsKey("vital LCP");
    }

    @Test
    void whatIsNoMeasurementHasItsReason() throws Exception {
        assertThat(take("{\"page\":\"/\",\"canary\":1}")).isEqualTo(400);
        assertThat(take("{\"page\":\"/\",\"lcp\":-1}")).isEqualTo(400);
        assertThat(take("{\"page\":\"/" + "a".repeat(MeasureReader.BYTES_MAX) + "\"}"))
                .isEqualTo(413);
        headers.put("content-type", List.of("text/plain;charset=UTF-8"));
        assertThat(take(BODY)).isEqualTo(400);
        assertThat(kept()).containsOnly(Map.entry("dropped measure-unreadable", 4L));
    }

    @Test
    void robotsMeasureForNobody() throws Exception {
        headers.put("user-agent", List.of("Googlebot/2.1"));
        assertThat(take(BODY)).isEqualTo(204);
        assertThat(kept()).containsOnly(Map.entry("dropped robot", 1L));
    }
}
