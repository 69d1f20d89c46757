package eu.temoin.console;

import eu.temoin.audience.Dimension;
import eu.temoin.audience.Report;
import eu.temoin.audience.Report.Compared;
import eu.temoin.audience.Report.Figure;
import eu.temoin.audience.Total;
import eu.temoin.consent.Category;
import eu.temoin.consent.Register;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dashboard, in words.
 *
 * @param begun the first day of which anything is kept; empty where nothing ever was
 * @param report as filtered
 * @param whole the same without a filter
 */
record DashboardView(
        Frame frame,
        Asked asked,
        Register register,
        Optional<LocalDate> begun,
        ZonedDateTime now,
        Report report,
        Report whole,
        TrendView trend) {
    /** Why there is less to see than there could be. */
    enum State {
        /** The register has nothing counted, and nothing ever was. */
        OFF,
        /** It has something counted, and nothing was yet. */
        WAITING,
        /** What is counted is not over, and not everybody's to see yet. */
        FIRST_DAY,
        /** Nothing in this period. */
        NOTHING,
        /** There is something, and nothing more is added. */
        ENDED,
        COUNTING
    }

    /** A figure of the whole site; {@code lead} goes on to what has most to do with it. */
    record Kpi(String label, String figure, boolean measured, String note, Optional<Lead> lead) {}

    /** @param evidence whether the name stands for itself, letter by letter */
    record Lead(String before, String name, boolean evidence, String href) {}

    Words words() {
        return frame.words();
    }

    State state() {
        boolean counting = register.audience().isPresent();
        if (begun.isEmpty()) {
            return counting ? State.WAITING : State.OFF;
        }
        boolean nothing = whole.sections().values().stream().allMatch(List::isEmpty)
                && whole.totals().values().stream().noneMatch(total -> total.now() instanceof Figure.Exactly);
        if (nothing) {
            boolean firstDay = begun.filter(now.toLocalDate()::equals).isPresent();
            return firstDay && !frame.isOperators() ? State.FIRST_DAY : State.NOTHING;
        }
        return counting ? State.COUNTING : State.ENDED;
    }

    boolean hasFigures() {
        return asked.problem().isEmpty() && (state() == State.COUNTING || state() == State.ENDED);
    }

    String zone() {
        return register.site().zone().getId();
    }

    String updated() {
        return words().text("updated", words().moment(now), zone());
    }

    /** Which days are shown, and beside which. */
    String compared() {
        return words().text(
                        "compared",
                        words().period(report.period().from(), report.period().to()),
                        words().period(
                                        report.period().before().from(),
                                        report.period().before().to()));
    }

    /** Whether anything was counted in the period before. */
    boolean isBeforeMeasured() {
        LocalDate last = report.period().before().to();
        return begun.filter(day -> !day.isAfter(last)).isPresent();
    }

    /** Says since when there is anything to compare with, where that is not the whole period before. */
    Optional<String> begunSentence() {
        LocalDate first = report.period().before().from();
        return begun.filter(day -> day.isAfter(first)).map(day -> words().text("begun", words().date(day)));
    }

    /** Whether the last day is not over, while those that it is compared with are. */
    boolean isUnfinished() {
        return report.period().to().equals(now.toLocalDate());
    }

    List<Frame.Link> presets() {
        return Arrays.stream(Asked.Preset.values())
                .filter(preset -> frame.isOperators() || preset.isForEverybody())
                .map(preset -> new Frame.Link(
                        words().text("preset." + preset.word()),
                        frame.paths().page() + asked.queryFor(preset),
                        asked.preset().filter(preset::equals).isPresent(),
                        words().language()))
                .toList();
    }

    String href(String path) {
        return path + asked.query();
    }

    /** The same for every kind and name again. */
    String withoutFilters() {
        return frame.paths().page()
                + new Asked(
                                asked.period(),
                                asked.preset(),
                                Filter.NONE,
                                Optional.empty(),
                                asked.language(),
                                Optional.empty())
                        .query();
    }

    String allKinds() {
        return frame.paths().page() + asked.queryFor(Optional.<Dimension>empty());
    }

    /** The address that shows what there is from the first day on. */
    String fromTheFirst() {
        if (!frame.isOperators()) {
            return frame.paths().page() + asked.queryFor(Asked.Preset.YEAR);
        }
        return frame.paths().page()
                + new Asked(
                                new eu.temoin.audience.Period(
                                        begun.orElseThrow(),
                                        begun.orElseThrow().plusDays(6).isAfter(now.toLocalDate())
                                                ? now.toLocalDate()
                                                : begun.orElseThrow().plusDays(6),
                                        report.period().zone()),
                                Optional.empty(),
                                Filter.NONE,
                                Optional.empty(),
                                asked.language(),
                                Optional.empty())
                        .query();
    }

    /** What a register says to have something counted, with a category of its own where it has a fit one. */
    List<String> switchOn() {
        String category = register.categories().stream()
                .filter(c -> c.kind() == Category.Kind.EXEMPT)
                .map(Category::id)
                .findFirst()
                .orElse("audience");
        return List.of("audience:", "  category: " + category);
    }

    String figure(Figure figure) {
        return words().figure(figure, whole.threshold());
    }

    /** Of the period before: nothing is not a small number there where nobody counted. */
    String figureBefore(Figure figure) {
        return isBeforeMeasured() ? figure(figure) : words().text("uncounted");
    }

    /** Only where both are known: a change from few would say how few. */
    String change(Compared compared) {
        return compared.now() instanceof Figure.Exactly now
                        && compared.before() instanceof Figure.Exactly before
                        && before.count() > 0
                ? words().change(now.count(), before.count())
                : "";
    }

    /** What only a script in the page can measure; where there is none it is said once, for the vitals. */
    private static final Set<Dimension> SCRIPTED = EnumSet.of(
            Dimension.VITAL, Dimension.LCP, Dimension.INP, Dimension.CLS, Dimension.SCRIPT_ERROR, Dimension.OUTBOUND);

    /** Whether the register would have to say first what counts as one. */
    boolean isUndeclared(Dimension dimension) {
        return register.audience()
                .filter(audience ->
                        dimension == Dimension.CAMPAIGN && audience.campaigns().isEmpty()
                                || dimension == Dimension.DOWNLOAD
                                        && audience.downloads().isEmpty()
                                || SCRIPTED.contains(dimension) && !audience.script())
                .isPresent();
    }

    List<Kpi> kpis() {
        List<Kpi> kpis = new ArrayList<>();
        kpis.add(counted("views", Total.VIEWS, lead("lead.page", Dimension.PAGE)));
        if (frame.reader().seesFailures()) {
            kpis.add(failing());
        }
        kpis.add(counted("entries", Total.ENTRIES, lead("lead.source", Dimension.SOURCE)));
        kpis.add(speed());
        kpis.add(visitors());
        return kpis;
    }

    private Kpi counted(String key, Total total, Optional<Lead> lead) {
        Compared compared = total(total);
        return new Kpi(
                words().text("kpi." + key),
                figure(compared.now()),
                compared.now() instanceof Figure.Exactly,
                beside(compared),
                lead);
    }

    private Compared total(Total total) {
        Compared found = whole.totals().get(total);
        return found == null ? new Compared(new Figure.Few(), new Figure.Few()) : found;
    }

    /** What stood there before, and how it changed. */
    private String beside(Compared compared) {
        String change = change(compared);
        String before = words().text("before", figureBefore(compared.before()));
        return change.isEmpty() ? before : words().text("before.change", before, change);
    }

    private Kpi failing() {
        Optional<Lead> lead = lead("lead.failure", Dimension.FAILURE);
        String label = words().text("kpi.failing");
        return whole.failing()
                .map(share -> new Kpi(
                        label,
                        words().percent(share.now()),
                        true,
                        share.before()
                                .map(before -> words().text("before", words().percent(before)))
                                .orElseGet(() -> beside(total(Total.FAILED_PAGES))),
                        lead))
                .orElseGet(() -> new Kpi(
                        label,
                        total(Total.FAILED_PAGES).now() instanceof Figure.Few
                                ? words().text("kpi.failing.few", whole.threshold())
                                : words().text("hidden"),
                        false,
                        beside(total(Total.FAILED_PAGES)),
                        lead));
    }

    private Kpi speed() {
        Optional<Lead> lead = whole.slow().stream()
                .findFirst()
                .map(slow -> new Lead(words().text("lead.slow"), slow.page(), true, "#slow"));
        return whole.times()
                .map(times -> new Kpi(
                        words().text("kpi.speed"),
                        words().time(times.whole()),
                        true,
                        words().text("kpi.speed.note", words().time(times.whole95())),
                        lead))
                .orElseGet(() -> new Kpi(
                        words().text("kpi.speed"),
                        words().text("unmeasured"),
                        false,
                        words().text("kpi.speed.few", whole.threshold()),
                        Optional.empty()));
    }

    private Kpi visitors() {
        String label = words().text("kpi.visitors");
        return whole.visitors()
                .map(compared -> new Kpi(
                        label,
                        compared.now() instanceof Figure.Exactly exactly
                                ? words().text("about", words().number(exactly.count()))
                                : figure(compared.now()),
                        compared.now() instanceof Figure.Exactly,
                        beside(compared),
                        Optional.empty()))
                .orElseGet(() -> new Kpi(
                        label,
                        words().text("kpi.visitors.none"),
                        false,
                        words().text(register.estimatesVisitors() ? "kpi.visitors.yet" : "kpi.visitors.exempt"),
                        Optional.empty()));
    }

    /** The most frequent name of a kind. */
    private Optional<Lead> lead(String key, Dimension dimension) {
        return whole.sections().getOrDefault(dimension, List.of()).stream()
                .filter(row -> !row.name().equals(eu.temoin.audience.Sum.OTHER))
                .findFirst()
                .map(row -> new Lead(
                        words().text(key),
                        Names.of(words(), dimension, row.name()),
                        Names.isEvidence(dimension, row.name()),
                        '#' + dimension.word()));
    }

    /** What stands in the page, in its order; where one kind is asked for, that alone. */
    List<SectionView> sections() {
        if (asked.only().isPresent()) {
            return List.of(SectionView.of(this, asked.only().get()));
        }
        List<SectionView> sections = new ArrayList<>();
        sections.add(SectionView.of(this, Dimension.PAGE));
        sections.add(SectionView.slow(this));
        for (Dimension dimension : List.of(
                Dimension.SOURCE,
                Dimension.FAILURE,
                Dimension.ENTRY,
                Dimension.CAMPAIGN,
                Dimension.LANGUAGE,
                Dimension.DEVICE,
                Dimension.TIME,
                Dimension.STATUS,
                Dimension.DOWNLOAD,
                Dimension.VITAL,
                Dimension.LCP,
                Dimension.INP,
                Dimension.CLS,
                Dimension.SCRIPT_ERROR,
                Dimension.OUTBOUND,
                Dimension.DROPPED)) {
            boolean said = frame.isOperators() && (!SCRIPTED.contains(dimension) || dimension == Dimension.VITAL);
            boolean visible = frame.reader().sees(dimension) && (said || !isUndeclared(dimension));
            if (visible) {
                sections.add(SectionView.of(this, dimension));
            }
        }
        return sections;
    }
}
