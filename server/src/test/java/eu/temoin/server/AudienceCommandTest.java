package eu.temoin.server;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.audience.Audience;
import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.Collector;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Lane;
import eu.temoin.audience.Rules;
import eu.temoin.audience.Seen;
import eu.temoin.audience.Settings;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.VisitorSketch;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command line on a real store. */
class AudienceCommandTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** In this week and in the one before there are sums. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[arguments.length + 5];
        all[0] = "audience";
        all[1] = "--store";
        all[2] = file().toString();
        all[3] = "--register";
        all[4] = folder.resolve("temoin.yaml").toString();
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(all);
        return new Outcome(exit, out.toString(), err.toString());
    }

    /** Of the week that has sums. */
    private Outcome week(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "--from";
        all[1] = MONDAY.toString();
        all[2] = "--to";
        all[3] = MONDAY.plusDays(6).toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return run(all);
    }

    private Path file() {
        return folder.resolve("temoin.db");
    }

    @BeforeEach
    void register() {
        int exit = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .execute(
                        "init",
                        "--upstream",
                        "http://127.0.0.1:3000",
                        "--origin",
                        "https://www.example.fr",
                        "--controller",
                        "Ville de Saint-Aubier",
                        "--contact",
                        "dpo@example.fr",
                        "--zone",
                        "Europe/Paris",
                        "--register",
                        folder.resolve("temoin.yaml").toString());
        assertThat(exit).isZero();
    }

    private SqliteDatabase open() throws StorageException {
        return SqliteDatabase.open(file(), SqliteOptions.defaults());
    }

    /** The hour in which it is this time of the day in Paris. */
    private static long hour(LocalDate day, int time) {
        return day.atTime(time, 0).atZone(PARIS).toEpochSecond() / 3_600;
    }

    private static HourSums hour(long hour, Sum... sums) {
        return new HourSums(hour, List.of(sums), new VisitorSketch());
    }

    private static Sum timed(Dimension dimension, String name, int count) {
        Histogram times = Histogram.decode(new byte[] {46, (byte) count});
        return new Sum(dimension, name, count, 1_000L * count, times, times);
    }

    private void fill() throws Exception {
        try (SqliteDatabase database = open()) {
            fill(database.audience());
        }
    }

    private static void fill(AudienceStore store) throws Exception {
        store.add(new Flush(
                "a",
                1,
                List.of(
                        hour(
                                hour(MONDAY.minusDays(7), 12),
                                Sum.of(Dimension.SITE, Total.VIEWS.word(), 50),
                                Sum.of(Dimension.PAGE, "/jeux", 38),
                                Sum.of(Dimension.PAGE, "/rare", 9),
                                Sum.of(Dimension.PAGE, "/autre", 3)),
                        // The first and the last hour of the week, in Paris.
                        hour(
                                hour(MONDAY, 0),
                                timed(Dimension.SITE, Total.VIEWS.word(), 60),
                                timed(Dimension.PAGE, "/jeux", 48),
                                timed(Dimension.PAGE, "/seule", 4),
                                timed(Dimension.PAGE, "/autre", 4),
                                timed(Dimension.PAGE, "/tierce", 4),
                                Sum.of(Dimension.SOURCE, "search.example", 30),
                                Sum.of(Dimension.SOURCE, "one-visitor.example", 1),
                                Sum.of(Dimension.SOURCE, "some-visitors.example", 9),
                                Sum.of(Dimension.CAMPAIGN, "utm_campaign=été, \"hiver\"", 12)),
                        hour(
                                hour(MONDAY.plusDays(6), 23),
                                timed(Dimension.SITE, Total.VIEWS.word(), 40),
                                Sum.of(Dimension.SITE, Total.FAILED_PAGES.word(), 25),
                                Sum.of(Dimension.FAILURE, "500 /jeux", 25),
                                timed(Dimension.PAGE, "/jeux", 40)),
                        // Not of the week any more.
                        hour(hour(MONDAY.plusDays(7), 0), Sum.of(Dimension.SITE, Total.VIEWS.word(), 7_777)))));
    }

    @Test
    void aWeekStandsBesideTheOneBefore() throws Exception {
        fill();
        Outcome table = week();
        assertThat(table.exit()).as(table.err()).isZero();
        assertThat(table.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "2026-11-16 to 2026-11-22 (7 days, Europe/Paris), beside 2026-11-09 to 2026-11-15",
                        "views 100 50 +100 %",
                        "failed pages 25 fewer than 10",
                        "failed parts fewer than 10 fewer than 10",
                        "of all pages, failed 20.0 %",
                        "/jeux 88 38 +132 % 3 of 4 within 9 ms",
                        "(other) 12 12 +0 % 3 of 4 within 9 ms",
                        "search.example 30 fewer than 10",
                        "500 /jeux 25 fewer than 10",
                        "three of four answers begin within 9 ms and end within 9 ms, 19 of 20 within 9 ms and 9 ms");
    }

    @Test
    void whatIsUnderTheThresholdHasNoNameInAnyFormat() throws Exception {
        fill();
        for (String format : List.of("table", "json", "csv")) {
            Outcome outcome = week("--format", format);
            assertThat(outcome.exit()).as(outcome.err()).isZero();
            assertThat(outcome.out())
                    .as(format)
                    .contains("/jeux")
                    .doesNotContain("seule", "autre", "tierce", "/rare", "one-visitor", "some-visitors");
        }
    }

    @Test
    void jsonHasEveryFigureAndNullForTheFew() throws Exception {
        fill();
        JsonNode report = new ObjectMapper().readTree(week("--format", "json").out());
        assertThat(report.path("format").intValue()).isEqualTo(1);
        assertThat(report.path("from").stringValue()).isEqualTo("2026-11-16");
        assertThat(report.path("beforeTo").stringValue()).isEqualTo("2026-11-15");
        assertThat(report.path("zone").stringValue()).isEqualTo("Europe/Paris");
        assertThat(report.path("begun").booleanValue()).isTrue();
        assertThat(report.path("fewerThan").intValue()).isEqualTo(10);
        JsonNode totals = report.path("totals");
        assertThat(totals.path("views").toString()).isEqualTo("{\"now\":100,\"before\":50}");
        assertThat(totals.path("failed-pages").toString()).isEqualTo("{\"now\":25,\"before\":null}");
        assertThat(totals.path("downloads").toString()).isEqualTo("{\"now\":null,\"before\":null}");
        assertThat(report.path("failingPercent").toString()).isEqualTo("{\"now\":20.0,\"before\":null}");
        assertThat(report.path("visitors").isNull()).isTrue();
        assertThat(report.path("sections").path("page").toString())
                .isEqualTo("[{\"name\":\"/jeux\",\"now\":88,\"before\":38,\"bytes\":88000,\"times\":"
                        + "{\"firstByteMs75\":9.5,\"wholeMs75\":9.5,\"firstByteMs95\":9.5,\"wholeMs95\":9.5}},"
                        + "{\"name\":\"(other)\",\"now\":12,\"before\":12,\"bytes\":12000,\"times\":"
                        + "{\"firstByteMs75\":9.5,\"wholeMs75\":9.5,\"firstByteMs95\":9.5,\"wholeMs95\":9.5}}]");
        assertThat(report.path("sections").path("failure").get(1).toString())
                .isEqualTo("{\"name\":\"(other)\",\"now\":null,\"before\":null,\"bytes\":null,\"times\":null}");
        assertThat(report.path("sections").path("campaign").get(0).path("name").stringValue())
                .isEqualTo("utm_campaign=été, \"hiver\"");
    }

    @Test
    void csvHasALineForEachNameQuotedWhereItMustBe() throws Exception {
        fill();
        assertThat(week("--format", "csv").out().split("\r\n", -1))
                .startsWith(
                        "dimension,name,now,before,bytes,first_byte_ms_75,whole_ms_75,first_byte_ms_95,whole_ms_95",
                        "site,views,100,50,,9.5,9.5,9.5,9.5",
                        "site,entries,<10,<10,,,,,")
                .contains(
                        "page,/jeux,88,38,88000,9.5,9.5,9.5,9.5",
                        "page,(other),12,12,12000,9.5,9.5,9.5,9.5",
                        "campaign,\"utm_campaign=été, \"\"hiver\"\"\",12,<10,0,,,,")
                .endsWith("");
    }

    @Test
    void oneKindIsShownAlone() throws Exception {
        fill();
        assertThat(week("--by", "source", "--format", "csv").out().split("\r\n", -1))
                .containsExactly(
                        "dimension,name,now,before,bytes,first_byte_ms_75,whole_ms_75,first_byte_ms_95,whole_ms_95",
                        "source,search.example,30,<10,0,,,,",
                        "source,(other),10,<10,0,,,,",
                        "");
        assertThat(week("--by", "SOURCE").out())
                .contains("views", "search.example")
                .doesNotContain("/jeux");
        JsonNode report = new ObjectMapper()
                .readTree(week("--by", "source", "--format", "json").out());
        assertThat(report.path("sections").propertyNames()).containsExactly("source");
        assertThat(report.path("totals").path("views").path("now").intValue()).isEqualTo(100);
        Outcome unknown = week("--by", "colour");
        assertThat(unknown.exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(unknown.err()).contains("--by", "colour", "script-error", "audience --help");
    }

    @Test
    void hoursOfTheDayAreShownAsTheyPassAndTheFewLast() throws Exception {
        try (SqliteDatabase database = open()) {
            database.audience()
                    .add(new Flush(
                            "a",
                            1,
                            List.of(hour(
                                    hour(MONDAY, 12),
                                    Sum.of(Dimension.TIME, "22", 70),
                                    Sum.of(Dimension.TIME, "08", 3),
                                    Sum.of(Dimension.TIME, "13", 20),
                                    Sum.of(Dimension.TIME, "09", 50)))));
        }
        assertThat(week("--by", "time", "--format", "csv").out().split("\r\n", -1))
                .extracting(line -> line.split(",", -1)[0].isEmpty() ? "" : line.split(",", -1)[1])
                .containsExactly("name", "09", "22", "(other)", "");
    }

    @Test
    void whatWouldTellASmallNumberBeforeIsHiddenInEveryFormatAndTheTableSaysWhy() throws Exception {
        try (SqliteDatabase database = open()) {
            database.audience()
                    .add(new Flush(
                            "a",
                            1,
                            List.of(
                                    hour(
                                            hour(MONDAY.minusDays(7), 12),
                                            Sum.of(Dimension.SITE, Total.VIEWS.word(), 53),
                                            Sum.of(Dimension.PAGE, "/jeux", 50),
                                            Sum.of(Dimension.PAGE, "/aide", 3)),
                                    hour(
                                            hour(MONDAY, 12),
                                            Sum.of(Dimension.SITE, Total.VIEWS.word(), 70),
                                            Sum.of(Dimension.PAGE, "/jeux", 40),
                                            Sum.of(Dimension.PAGE, "/aide", 30)))));
        }
        assertThat(week().out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "views 70 53 +32 %",
                        "/jeux 40 hidden",
                        "/aide 30 hidden",
                        "hidden: fewer than 10, or with it such a number could be found by subtracting");
        assertThat(week("--format", "csv").out()).contains("page,/jeux,40,hidden,0,,,,", "page,/aide,30,hidden,0,,,,");
        JsonNode pages = new ObjectMapper()
                .readTree(week("--format", "json").out())
                .path("sections")
                .path("page");
        assertThat(pages.get(0).path("now").intValue()).isEqualTo(40);
        assertThat(pages.get(0).path("before").isNull()).isTrue();
    }

    @Test
    void longSectionsEndWithTheWayToTheRest() throws Exception {
        try (SqliteDatabase database = open()) {
            Sum[] pages = new Sum[14];
            for (int i = 0; i < pages.length; i++) {
                pages[i] = Sum.of(Dimension.PAGE, "/page-" + (char) ('a' + i), 100 - i);
            }
            database.audience().add(new Flush("a", 1, List.of(hour(hour(MONDAY, 12), pages))));
        }
        // The fifteenth is what is not shown by name: nothing, here.
        assertThat(week().out())
                .contains("/page-a", "/page-j", "and 5 more: ./temoin audience --by page")
                .doesNotContain("/page-k");
        assertThat(week("--by", "page").out()).contains("/page-n").doesNotContain("more:");
    }

    /** Without dates: seven days that end yesterday. */
    @Test
    void theLastSevenWholeDaysAreShownUnlessOthersAreNamed() throws Exception {
        LocalDate today = LocalDate.now(PARIS);
        try (SqliteDatabase database = open()) {
            for (int ago = 0; ago <= 15; ago++) {
                long hour = hour(today.minusDays(ago), 12);
                database.audience()
                        .add(new Flush(
                                "a",
                                1L + ago,
                                List.of(hour(hour, Sum.of(Dimension.SITE, Total.VIEWS.word(), 100L + ago)))));
            }
        }
        // 101 + … + 107, and 108 + … + 114 before.
        assertThat(run("--format", "csv").out()).contains("site,views,728,777,");
        assertThat(run("--format", "csv", "--to", today.minusDays(2).toString()).out())
                .contains("site,views,735,784,");
        assertThat(run("--format", "csv", "--from", today.minusDays(2).toString())
                        .out())
                .contains("site,views,203,207,");
        assertThat(run("--format", "csv", "--from", today.toString()).out()).contains("site,views,100,101,");
    }

    @Test
    void aServerThatCountsIsReadBesideIt() throws Exception {
        try (SqliteDatabase database = open()) {
            Instant now = MONDAY.atTime(12, 0).atZone(PARIS).toInstant();
            Audience audience = new Audience(() -> now, () -> PARIS, new SecureRandom());
            Lane lane = audience.lane();
            Rules rules = Rules.of(new Settings(true, Set.of(), List.of(), List.of(), List.of(), List.of()));
            try (Collector collector =
                    Collector.start(audience, "n", Period.ofMonths(25), () -> Optional.of(database.audience()))) {
                for (int i = 0; i < 40; i++) {
                    lane.count(rules, new Page("192.0.2." + i / 2));
                }
                collector.collect();
                JsonNode report =
                        new ObjectMapper().readTree(week("--format", "json").out());
                assertThat(report.path("visitors").toString()).isEqualTo("{\"now\":20,\"before\":null}");
                assertThat(report.path("totals").path("entries").path("now").intValue())
                        .isEqualTo(40);
                assertThat(week().out().lines().map(line -> line.replaceAll(" +", " ")))
                        .contains("visitors, about 20 fewer than 10", "12 40 fewer than 10");
                assertThat(week("--format", "csv").out()).contains("site,visitors,20,<10,,,,,");
            }
        }
    }

    private record Page(String address) implements Seen {
        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public String header(Header header) {
            return header == Header.USER_AGENT
                    ? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
                    : "";
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public boolean html() {
            return true;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public long firstByteNanos() {
            return 1_000_000;
        }

        @Override
        public long totalNanos() {
            return 2_000_000;
        }

        @Override
        public long bytes() {
            return 500;
        }
    }

    @Test
    void beforeTheFirstSumItSaysSo() throws Exception {
        open().close();
        Outcome table = week();
        assertThat(table.exit()).isZero();
        assertThat(table.out()).contains("Nothing has been counted yet");
        assertThat(new ObjectMapper()
                        .readTree(week("--format", "json").out())
                        .path("begun")
                        .booleanValue())
                .isFalse();
        Outcome csv = week("--format", "csv");
        assertThat(csv.exit()).isZero();
        assertThat(csv.out().split("\r\n", -1)).hasSize(2);
    }

    @Test
    void aStoreThatIsNotThereIsNewerOrDamagedIsSaidWithTheMend() throws Exception {
        Outcome missing = week();
        assertThat(missing.exit()).isEqualTo(Failure.EXIT_UNAVAILABLE);
        assertThat(missing.err()).contains("temoin-store: ", "temoin.db", "there is no store", "--store");
        fill();
        edit("UPDATE audience_sum SET sums = x'FF'");
        Outcome damaged = week();
        assertThat(damaged.exit()).isEqualTo(Failure.EXIT_UNAVAILABLE);
        assertThat(damaged.out()).isEmpty();
        assertThat(damaged.err()).contains("temoin-store: ", "a sum of hour", "restore a copy");
        edit("PRAGMA user_version = 1000000");
        Outcome newer = week();
        assertThat(newer.exit()).isEqualTo(Failure.EXIT_UNAVAILABLE);
        assertThat(newer.err())
                .contains("temoin-store: ", "1000000", "use the version of Témoin that last wrote to it");
    }

    private void edit(String sql) throws Exception {
        try (Connection shell = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = shell.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void wrongPeriodsAreWrongUse() throws Exception {
        fill();
        Outcome reversed = run("--from", "2026-11-20", "--to", "2026-11-19");
        assertThat(reversed.exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(reversed.err())
                .contains("temoin-audience-period: --from 2026-11-20 is after --to 2026-11-19. Exchange them.");
        assertThat(run("--from", "2020-01-01", "--to", "2026-11-19").err())
                .contains("temoin-audience-period: ", "more than 800 days", "later --from");
        assertThat(run("--from", "-999999999-01-01", "--to", "-999999999-01-01").err())
                .contains("temoin-audience-period: ", "2026-11-01");
        assertThat(run("--from", "yesterday").exit()).isEqualTo(Main.EXIT_USAGE);
        assertThat(run("--format", "xml").err()).contains("--format", "xml", "CSV");
    }

    @Test
    void aRegisterThatIsRefusedIsSaidSinceItsZoneIsNeeded() throws Exception {
        fill();
        Path register = folder.resolve("temoin.yaml");
        Files.writeString(register, Files.readString(register) + "\ncolour: red\n");
        Outcome refused = week();
        assertThat(refused.exit()).isEqualTo(Failure.EXIT_NO);
        assertThat(refused.err()).contains("temoin-register: ", "time zone", "--register", "colour");
    }
}
