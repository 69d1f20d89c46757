package eu.temoin.console;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Report;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.VisitorSketch;
import eu.temoin.consent.Register;
import eu.temoin.register.BuiltInTexts;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A console over a store of its own, at a set time. Whoever opens it closes it. */
final class Desk implements AutoCloseable {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** A Wednesday, at noon in Paris. */
    static final Instant NOW = Instant.parse("2026-11-25T11:30:00Z");

    static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static final String REGISTER = """
            format: 1
            site:
              id: site
              name: Le Petit <Site>
              origins: ['https://www.example.fr']
              controller: { name: Le Petit Site, contact: bonjour@petit.example, address: 1 rue Haute }
              languages: [fr, en]
              zone: Europe/Paris
            categories:
              - id: necessary
                kind: necessary
                title: { fr: Nécessaires, en: Necessary }
                purpose: { fr: Garder votre connexion, en: Keep you signed in }
                description: { fr: La connexion, en: Signing in }
                refusing: { fr: Personne ne reste connecté, en: Nobody stays signed in }
              - id: comptage
                kind: exempt
                title: { fr: Audience, en: Audience }
                purpose: { fr: Compter les pages vues, en: Count the pages read }
                description: { fr: Des totaux, en: Totals }
                refusing: { fr: Rien ne change, en: Nothing changes }
            revisions:
              - number: 1
                date: 2026-01-01
                kind: material
                reason: { fr: Première publication, en: First publication }
            """;

    static final String COUNTING = "audience:\n  category: comptage\n  campaigns: [utm_source]\n";

    private final SqliteDatabase database;
    private final AtomicReference<Register> register = new AtomicReference<>();
    private long flushes;

    Desk(Path folder) throws StorageException {
        this.database = SqliteDatabase.open(folder.resolve("temoin.db"), SqliteOptions.defaults());
        register(COUNTING);
    }

    /** The register with {@code more} at its end. */
    void register(String more) {
        RegisterReader reader = new RegisterReader(new BuiltInTexts(Set.of("fr", "en"), Map.of()), host -> false);
        register.set(
                switch (reader.read("temoin.yaml", (REGISTER + more).getBytes(StandardCharsets.UTF_8))) {
                    case RegisterReading.Accepted accepted -> accepted.register();
                    case RegisterReading.Rejected rejected ->
                        throw new AssertionError(rejected.problems().toString());
                });
    }

    AudienceStore store() {
        return database.audience();
    }

    /** The hour in which it is this time of the day in Paris. */
    static long hour(LocalDate day, int time) {
        return day.atTime(time, 0).atZone(PARIS).toEpochSecond() / 3_600;
    }

    void count(LocalDate day, int time, Sum... sums) throws Exception {
        store().add(new Flush(
                "n", ++flushes, List.of(new HourSums(hour(day, time), List.of(sums), new VisitorSketch()))));
    }

    static Sum views(int count) {
        return timed(Dimension.SITE, Total.VIEWS.word(), count, 46);
    }

    static Sum failed(int count) {
        return Sum.of(Dimension.SITE, Total.FAILED_PAGES.word(), count);
    }

    /** @param bucket of the histogram in which all its times lie */
    static Sum timed(Dimension dimension, String name, int count, int bucket) {
        Histogram times = Histogram.decode(new byte[] {(byte) bucket, (byte) count});
        return new Sum(dimension, name, count, 1_000L * count, times, times);
    }

    private ConsolePorts ports(Optional<AudienceStore> store) {
        return new ConsolePorts(register::get, true, () -> store, new Written(), Clock.fixed(NOW, ZoneId.of("UTC")));
    }

    /** What is exported, in the shortest form that shows what came. */
    private static final class Written implements ReportWriter {
        @Override
        public String csv(Report report, Optional<Dimension> by) {
            return by.map(Dimension::word).orElse("all")
                    + ' '
                    + report.period().from()
                    + ' '
                    + report.totals().keySet()
                    + ' '
                    + report.sections();
        }

        @Override
        public String json(Report report, Optional<Dimension> by) {
            return '{' + csv(report, by) + '}';
        }
    }

    Console operators() {
        return Console.forOperators(ports(Optional.of(store())), Optional.empty());
    }

    Console exposed() {
        return Console.forOperators(ports(Optional.of(store())), Optional.of("0.0.0.0:9090"));
    }

    Console withoutStore() {
        return Console.forOperators(ports(Optional.empty()), Optional.empty());
    }

    Console everybody() {
        return Console.forEverybody(ports(Optional.of(store())), "/.temoin/audience");
    }

    static ConsoleResponse get(Console console, String address) {
        int mark = address.indexOf('?');
        return console.answer(new ConsoleRequest(
                "GET",
                mark < 0 ? address : address.substring(0, mark),
                mark < 0 ? "" : address.substring(mark + 1),
                Optional.of("en")));
    }

    static String header(ConsoleResponse response, String name) {
        return response.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    static String text(ConsoleResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The dashboard of operators. */
    Document page(String query) {
        return Jsoup.parse(text(get(operators(), "/audience" + query)));
    }

    @Override
    public void close() {
        database.close();
    }
}
