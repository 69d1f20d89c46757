package eu.temoin.server;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.audience.Report.Compared;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Report.Times;
import eu.temoin.audience.Total;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** A report for a program to read, in the forms that {@code docs/audience.md} describes and that stay as they are. */
final class AudienceExport {
    /** Of the JSON; raised when a member changes its meaning or goes. */
    private static final int FORMAT = 1;

    private static final String HEAD =
            "dimension,name,now,before,bytes,first_byte_ms_75,whole_ms_75,first_byte_ms_95,whole_ms_95";

    /** RFC 4180. */
    private static final String LINE_END = "\r\n";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AudienceExport() {}

    /** @param by the one section there is; empty for all */
    static String json(Report report, Optional<Dimension> by) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("from", report.period().from().toString());
        members.put("to", report.period().to().toString());
        members.put("beforeFrom", report.period().before().from().toString());
        members.put("beforeTo", report.period().before().to().toString());
        members.put("zone", report.period().zone().getId());
        members.put("begun", report.begun());
        members.put("fewerThan", report.threshold());
        Map<String, Object> totals = new LinkedHashMap<>();
        report.totals().forEach((total, compared) -> totals.put(total.word(), members(compared)));
        members.put("totals", totals);
        members.put("visitors", report.visitors().map(AudienceExport::members).orElse(null));
        members.put(
                "failingPercent", report.failing().map(AudienceExport::members).orElse(null));
        members.put("times", report.times().map(AudienceExport::members).orElse(null));
        Map<String, Object> sections = new LinkedHashMap<>();
        sections(report, by)
                .forEach(dimension -> sections.put(
                        dimension.word(),
                        AudienceTable.rows(report, dimension).stream()
                                .map(AudienceExport::members)
                                .toList()));
        members.put("sections", sections);
        members.put("slow", report.slow().stream().map(AudienceExport::members).toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(members) + "\n";
    }

    private static List<Dimension> sections(Report report, Optional<Dimension> by) {
        return report.sections().keySet().stream()
                .filter(dimension -> by.isEmpty() || by.get() == dimension)
                .toList();
    }

    private static Map<String, @Nullable Object> members(Compared compared) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("now", number(compared.now()));
        members.put("before", number(compared.before()));
        return members;
    }

    private static Map<String, @Nullable Object> members(Report.Share share) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("now", rounded(share.now()));
        members.put("before", share.before().map(AudienceExport::rounded).orElse(null));
        return members;
    }

    private static Map<String, Object> members(Times times) {
        Map<String, Object> members = new LinkedHashMap<>();
        begun(times).ifPresent(t -> members.put("firstByteMs75", millis(t.firstByte())));
        members.put("wholeMs75", millis(times.whole()));
        begun(times).ifPresent(t -> members.put("firstByteMs95", millis(t.firstByte95())));
        members.put("wholeMs95", millis(times.whole95()));
        return members;
    }

    /** A vital has one time alone, and no beginning of an answer. */
    private static Optional<Times> begun(Times times) {
        return Optional.of(times).filter(t -> !t.firstByte().isZero());
    }

    private static Map<String, @Nullable Object> members(Report.Row row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", row.name());
        members.putAll(members(row.count()));
        members.put("bytes", bytes(row).orElse(null));
        members.put("times", row.times().map(AudienceExport::members).orElse(null));
        return members;
    }

    private static Map<String, Object> members(Report.Slow slow) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("page", slow.page());
        members.put("views", slow.views());
        members.put("lostSeconds", rounded(slow.lost().toMillis() / 1e3));
        members.put("times", members(slow.times()));
        return members;
    }

    private static @Nullable Long number(Figure figure) {
        return switch (figure) {
            case Figure.Exactly exactly -> exactly.count();
            case Figure.Few few -> null;
            case Figure.Hidden hidden -> null;
        };
    }

    /** None of what is not shown. */
    private static Optional<Long> bytes(Report.Row row) {
        return row.count().now() instanceof Figure.Exactly ? Optional.of(row.bytes()) : Optional.empty();
    }

    private static double millis(Duration time) {
        return rounded(time.toNanos() / 1e6);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** @param by the one dimension there is; empty for all */
    static String csv(Report report, Optional<Dimension> by) {
        StringBuilder text = new StringBuilder(HEAD).append(LINE_END);
        if (report.begun() && (by.isEmpty() || by.get() == Dimension.SITE)) {
            for (Map.Entry<Total, Compared> total : report.totals().entrySet()) {
                Optional<Times> times = total.getKey() == Total.VIEWS ? report.times() : Optional.empty();
                line(text, report, Dimension.SITE, total.getKey().word(), total.getValue(), Optional.empty(), times);
            }
            report.visitors()
                    .ifPresent(visitors -> line(
                            text, report, Dimension.SITE, "visitors", visitors, Optional.empty(), Optional.empty()));
        }
        for (Dimension dimension : sections(report, by)) {
            for (Report.Row row : AudienceTable.rows(report, dimension)) {
                line(text, report, dimension, row.name(), row.count(), bytes(row), row.times());
            }
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text,
            Report report,
            Dimension dimension,
            String name,
            Compared count,
            Optional<Long> bytes,
            Optional<Times> times) {
        List<String> cells = new ArrayList<>();
        cells.add(dimension.word());
        cells.add(name);
        cells.add(cell(count.now(), report));
        cells.add(cell(count.before(), report));
        cells.add(bytes.map(String::valueOf).orElse(""));
        cells.add(times.flatMap(AudienceExport::begun)
                .map(t -> cell(t.firstByte()))
                .orElse(""));
        cells.add(times.map(t -> cell(t.whole())).orElse(""));
        cells.add(times.flatMap(AudienceExport::begun)
                .map(t -> cell(t.firstByte95()))
                .orElse(""));
        cells.add(times.map(t -> cell(t.whole95())).orElse(""));
        text.append(cells.stream().map(AudienceExport::quoted).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String cell(Figure figure, Report report) {
        return switch (figure) {
            case Figure.Exactly exactly -> String.valueOf(exactly.count());
            case Figure.Few few -> "<" + report.threshold();
            case Figure.Hidden hidden -> "hidden";
        };
    }

    private static String cell(Duration time) {
        return String.format(Locale.ROOT, "%.1f", millis(time));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
