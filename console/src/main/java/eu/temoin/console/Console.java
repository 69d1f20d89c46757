package eu.temoin.console;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Period;
import eu.temoin.audience.Report;
import eu.temoin.audience.Trend;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Register;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard. Thread-safe. It reads from the store, which may wait: {@link #answer} belongs on a thread that may.
 *
 * <p>An operator's is for who reaches the management port, which has no sign-in; everybody's is read-only like it and
 * keeps to itself what failed, what was left out, days that are not over, and any other period than the few that have a
 * name. What it shows is {@link #REMEMBERED} old at most.
 */
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    /** For how long everybody is shown the same. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final ConsolePorts ports;
    private final ConsolePaths paths;
    private final Reader reader;
    private final Optional<String> exposed;

    /** One at a time reads what everybody is shown: a year costs too much to be read for each who asks. */
    private final ReentrantLock reading = new ReentrantLock();

    private final Map<Asked.Preset, Shown> remembered = new EnumMap<>(Asked.Preset.class);

    private Console(ConsolePorts ports, ConsolePaths paths, Reader reader, Optional<String> exposed) {
        this.ports = ports;
        this.paths = paths;
        this.reader = reader;
        this.exposed = exposed;
    }

    /**
     * For operators, at {@code /} and {@code /audience}.
     *
     * @param exposed the address listened on, where others than this machine can reach it: then every page is refused
     */
    public static Console forOperators(ConsolePorts ports, Optional<String> exposed) {
        return new Console(ports, ConsolePaths.OPERATOR, Reader.OPERATOR, exposed);
    }

    /**
     * For everybody.
     *
     * @param page where it stands
     */
    public static Console forEverybody(ConsolePorts ports, String page) {
        return new Console(ports, new ConsolePaths(page), Reader.EVERYBODY, Optional.empty());
    }

    /** Whether a path, without query, is one of its own. */
    public boolean answers(String path) {
        return paths.answers(path) || reader == Reader.OPERATOR && path.equals("/");
    }

    /** Answers a request for one of its paths; any other is answered 404. */
    public ConsoleResponse answer(ConsoleRequest request) {
        Query query = Query.parse(request.query());
        Words words = Words.choose(query.value("lang"), request.acceptLanguage());
        Register register = ports.register().get();
        Frame frame = Frame.of(words, paths, reader, register, ports.enforcing());
        if (exposed.isPresent()) {
            return Responses.notice(403, frame, Notice.exposed(words, exposed.get()));
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Responses.withHeader(Responses.notice(405, frame, Notice.of(words, "method")), "Allow", "GET, HEAD");
        }
        if (request.path().equals(paths.script())) {
            return Responses.script();
        }
        if (reader == Reader.OPERATOR && request.path().equals("/")) {
            return Responses.seeOther(paths.page() + (request.query().isEmpty() ? "" : '?' + request.query()));
        }
        boolean export = request.path().equals(paths.csv()) || request.path().equals(paths.json());
        if (!export && !request.path().equals(paths.page())) {
            return Responses.notice(404, frame, Notice.of(words, "missing"));
        }
        Optional<AudienceStore> store = ports.store().get();
        if (store.isEmpty()) {
            return Responses.notice(503, frame, Notice.of(words, "closed"));
        }
        try {
            Reading reading = new Reading(
                    reader, store.get(), register, query, ports.clock().instant());
            return export ? export(request, frame, reading) : page(frame, reading);
        } catch (AudienceStoreException unreadable) {
            LOG.atError().addKeyValue("stage", "console").log("sums cannot be read: {}", unreadable.getMessage());
            return Responses.notice(503, frame, Notice.unreadable(words, String.valueOf(unreadable.getMessage())));
        }
    }

    /** What is asked for, and what the store has of it. */
    private static final class Reading {
        private final AudienceStore store;
        private final Instant now;
        private final int threshold;
        private final Optional<LocalDate> begun;
        private final Asked asked;
        private final ZoneId zone;

        Reading(Reader reader, AudienceStore store, Register register, Query query, Instant now)
                throws AudienceStoreException {
            this.store = store;
            this.now = now;
            this.zone = register.site().zone();
            this.threshold = register.audience().map(Audience::threshold).orElse(Report.THRESHOLD);
            LocalDate today = LocalDate.ofInstant(now, zone);
            OptionalLong first = store.firstHour();
            this.begun = first.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(first.getAsLong() * 3_600), zone));
            // A first day is looked at by its hours: of days there is one yet.
            boolean firstDay = begun.filter(today::equals).isPresent();
            this.asked = reader == Reader.EVERYBODY
                    ? Asked.ofEverybody(query, today.minusDays(1), zone)
                    : Asked.of(query, today, zone, firstDay ? Asked.Preset.TODAY : Asked.Preset.WEEK);
        }

        Shown shown() throws AudienceStoreException {
            Period period = asked.period();
            return new Shown(
                    period,
                    threshold,
                    now.plus(REMEMBERED),
                    Report.of(store, period, threshold),
                    trend(period),
                    trend(period.before()));
        }

        private Trend trend(Period period) throws AudienceStoreException {
            return Trend.of(store, period, threshold).until(now);
        }
    }

    /**
     * All figures of a period.
     *
     * @param until when they are read again
     */
    private record Shown(Period period, int threshold, Instant until, Report report, Trend trend, Trend before) {
        boolean isOf(Reading reading) {
            return period.equals(reading.asked.period())
                    && threshold == reading.threshold
                    && reading.now.isBefore(until);
        }
    }

    private Shown shown(Reading reading) throws AudienceStoreException {
        Optional<Asked.Preset> preset = reading.asked.preset();
        if (reader == Reader.OPERATOR || preset.isEmpty()) {
            return reading.shown();
        }
        this.reading.lock();
        try {
            Shown known = remembered.get(preset.get());
            if (known != null && known.isOf(reading)) {
                return known;
            }
            Shown read = reading.shown();
            remembered.put(preset.get(), read);
            return read;
        } finally {
            this.reading.unlock();
        }
    }

    private ConsoleResponse export(ConsoleRequest request, Frame frame, Reading reading) throws AudienceStoreException {
        Asked asked = reading.asked;
        if (asked.problem().isPresent()) {
            return Responses.notice(
                    400, frame, Notice.of(frame.words(), asked.problem().get()));
        }
        boolean hidden = asked.only().filter(kind -> !reader.sees(kind)).isPresent();
        if (hidden) {
            return Responses.notice(404, frame, Notice.of(frame.words(), "missing"));
        }
        Report report = asked.filter().of(reader.reduced(shown(reading).report()));
        boolean csv = request.path().equals(paths.csv());
        String text =
                csv ? ports.writer().csv(report, asked.only()) : ports.writer().json(report, asked.only());
        String name = "audience-" + asked.period().from() + "-" + asked.period().to() + (csv ? ".csv" : ".json");
        return Responses.download(
                csv ? "text/csv; charset=utf-8; header=present" : "application/json",
                name,
                text.getBytes(StandardCharsets.UTF_8));
    }

    private ConsoleResponse page(Frame frame, Reading reading) throws AudienceStoreException {
        Asked asked = reading.asked;
        if (asked.only().filter(kind -> !reader.sees(kind)).isPresent()) {
            return Responses.notice(404, frame, Notice.of(frame.words(), "missing"));
        }
        Frame asking = frame.asking(asked);
        int status = asked.problem().isPresent() ? 400 : 200;
        Shown shown = shown(reading);
        Report report = reader.reduced(shown.report());
        DashboardView view = new DashboardView(
                asking,
                asked,
                ports.register().get(),
                reading.begun,
                reading.now.atZone(reading.zone),
                asked.filter().of(report),
                report,
                TrendView.of(frame.words(), reader, shown.trend(), shown.before()));
        return Responses.page(status, frame.words(), Rendering.dashboard(asking, view));
    }
}
