package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a difference makes of a revision: its kind, and whose {@code since} it moves. */
class PublicationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Map<String, String> REASONS = Map.of("fr", "Un « changement »", "en", "A \"change\"");

    private static final String FIRST = FirstRevision.TEXT;

    /**
     * A difference.
     *
     * @param since ids whose since moves, sorted, a provider's behind an at sign; empty where it is editorial
     */
    record Row(String what, String since, List<String> replacements) {
        @Override
        public String toString() {
            return what + " -> " + (since.isEmpty() ? "editorial" : "material, " + since);
        }
    }

    private static Row row(String what, String since, String... replacements) {
        return new Row(what, since, List.of(replacements));
    }

    private static final String NEW_CATEGORY = """
              - id: %s
                kind: %s
                title: {fr: A, en: A}
                purpose: {fr: A, en: A}
                description: {fr: A, en: A}
                refusing: {fr: A, en: A}
            """;

    private static final String NEW_PROVIDER = """
              - id: relief
                name: Relief
                category: media
                policy: https://relief.example/privacy
                country: FR
                sources: [relief.example]
            """;

    private static String tracker(String kind, String category, String provider) {
        return """
              - name: more
                kind: %s
                category: %s
                %spurpose: {fr: Plus, en: More}
                lifetime: 1 day
            """.formatted(kind, category, provider.isEmpty() ? "" : "provider: " + provider + "\n    ");
    }

    private static Row added(String what, String since, String before, String text) {
        return row(what, since, before, text + before);
    }

    static Stream<Row> rows() {
        return Stream.of(site(), categories(), audience(), providers(), trackers(), several())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> site() {
        return Stream.of(
                row("another controller", "media,necessary,speed,stats", "Le Site SARL", "Autre Site SA"),
                row("the controller's spaces", "", "Le Site SARL", "Le Site\u00A0SARL"),
                row("another contact", "", "dpo@example.fr", "cnil@example.fr"),
                row("the site's name", "", "name: Le Site\n", "name: Le Beau Site\n"),
                row("one more origin", "", "[https://www.example.fr]", "[https://www.example.fr, https://example.fr]"),
                row("one more own host", "necessary", "[static.example.fr]", "[static.example.fr, img.example.fr]"),
                row(
                        "a provider's host made own",
                        "media,necessary",
                        "[static.example.fr]",
                        "[static.example.fr, img.example.fr, '*.lanterne.example']",
                        "[video.lanterne.example]",
                        "[]"),
                row("an own host less", "", "  own: [static.example.fr]\n", ""),
                row("another zone", "", "zone: Europe/Paris", "zone: Europe/Brussels"),
                row("a longer choice", "", "choice: 6 months", "choice: 7 months"),
                row(
                        "a pause between questions",
                        "",
                        "choice: 6 months\n",
                        "choice: 6 months\n  ask-again-after: 30 days\n"),
                row("a shorter choice", "", "choice: 6 months", "choice: 5 months"),
                row("a longer longest lifetime", "", "trackers: 13 months", "trackers: 14 months"),
                row("one more worker", "", "[/sw.js]", "[/sw.js, /push.js]"),
                row("other words of the product", "", "D’accord", "J’accepte"),
                row("the languages turned round", "", "[fr, en]", "[en, fr]"));
    }

    private static Stream<Row> audience() {
        return Stream.of(
                row(
                        "visitors counted for something else",
                        "speed",
                        "category: stats\n  campaigns",
                        "category: speed\n  campaigns"),
                row("one more campaign parameter", "stats", "[utm_source]", "[utm_source, utm_term]"),
                row("one more download", "stats", "  threshold: 20\n", "  threshold: 20\n  downloads: [pdf]\n"),
                row("smaller figures shown", "stats", "threshold: 20", "threshold: 10"),
                row("smaller figures no longer shown", "", "threshold: 20", "threshold: 30"),
                row("a script in the page", "stats", "  threshold: 20\n", "  threshold: 20\n  script: true\n"),
                row(
                        "figures that everybody may read",
                        "stats",
                        "  threshold: 20\n",
                        "  threshold: 20\n  public: true\n"),
                row("a campaign parameter less", "", "[utm_source]", "[]"),
                row("another path template", "", "  threshold: 20\n", "  threshold: 20\n  paths: ['/scores/{}']\n"),
                row("another health check", "", "  threshold: 20\n", "  threshold: 20\n  health-checks: [/up]\n"),
                row(
                        "nobody counted any more",
                        "",
                        "audience:\n  category: stats\n  campaigns: [utm_source]\n  threshold: 20\n",
                        ""));
    }

    private static Stream<Row> categories() {
        return Stream.of(
                added("a category that asks", "maps", "providers:\n", NEW_CATEGORY.formatted("maps", "consent")),
                added("an exempt category", "totals", "providers:\n", NEW_CATEGORY.formatted("totals", "exempt")),
                added(
                        "a strictly necessary category",
                        "basket",
                        "  - id: stats\n",
                        NEW_CATEGORY.formatted("basket", "necessary")),
                row(
                        "consent no longer asked",
                        "media",
                        "kind: consent\n    title: {fr: V",
                        "kind: exempt\n    title: {fr: V"),
                row("consent asked from now on", "speed", "kind: exempt", "kind: consent"),
                row("another title", "media", "fr: Vidéos, en: Videos", "fr: Vidéos et publicité, en: Videos"),
                row("another purpose", "media", "en: Show videos", "en: Show videos and follow you"),
                row("another description", "media", "en: Videos.", "en: Videos of all kinds."),
                row("other consequences", "media", "en: No videos", "en: No site"),
                row("a typographic apostrophe", "", "Compter l’audience", "Compter l'audience"),
                row("a signal less", "media", "[gpc, dnt]", "[gpc]"),
                row(
                        "no signal at all",
                        "stats",
                        "en: Nothing changes}\n",
                        "en: Nothing changes}\n    refused-by: []\n"),
                row(
                        "another order",
                        "",
                        "  - id: speed",
                        "  - id: speed-x",
                        FIRST.substring(FIRST.indexOf("  - id: media"), FIRST.indexOf("  - id: speed")),
                        "",
                        "providers:\n",
                        FIRST.substring(FIRST.indexOf("  - id: media"), FIRST.indexOf("  - id: speed"))
                                + "providers:\n",
                        "speed-x",
                        "speed"),
                row(
                        "a category removed",
                        "",
                        FIRST.substring(FIRST.indexOf("  - id: speed"), FIRST.indexOf("providers:")),
                        ""));
    }

    private static Stream<Row> providers() {
        return Stream.of(
                added("a provider", "@relief", "trackers:\n", NEW_PROVIDER),
                row("another name", "@lanterne", "name: Lanterne", "name: Lanterne Monde"),
                row(
                        "another country",
                        "@lanterne",
                        "country: FR\n    sources: [video",
                        "country: US\n    sources: [video"),
                row(
                        "a country without a since written",
                        "@counter",
                        "country: FR\n    sources: ['",
                        "country: US\n    sources: ['"),
                row(
                        "a policy at another company",
                        "@lanterne",
                        "https://lanterne.example/privacy",
                        "https://big.example/privacy"),
                row(
                        "a policy at another address",
                        "",
                        "https://lanterne.example/privacy",
                        "https://www.lanterne.example/p"),
                row("a further source", "@lanterne", "[video.lanterne.example]", "[video.lanterne.example, x.example]"),
                row(
                        "a source within a known one",
                        "",
                        "['*.counter.example',",
                        "['*.counter.example', a.counter.example,"),
                row("a wider source", "@lanterne", "[video.lanterne.example]", "['*.lanterne.example']"),
                row("a source less", "", "['*.counter.example', cdn.example/counter/]", "['*.counter.example']"),
                row("another category", "@lanterne", "category: media\n    policy", "category: stats\n    policy"),
                row(
                        "a provider removed",
                        "",
                        FIRST.substring(FIRST.indexOf("  - id: lanterne"), FIRST.indexOf("trackers:\n  - name")),
                        "",
                        FIRST.substring(FIRST.indexOf("  - name: ln_view"), FIRST.indexOf("workers")),
                        ""));
    }

    private static Stream<Row> trackers() {
        return Stream.of(
                added("a tracker of the site", "stats", "workers:", tracker("cookie", "stats", "")),
                added("a tracker of a provider", "@lanterne", "workers:", tracker("cookie", "media", "lanterne")),
                added("a provider's tracker elsewhere", "stats", "workers:", tracker("cookie", "stats", "lanterne")),
                added("a necessary tracker", "necessary", "workers:", tracker("cookie", "necessary", "")),
                added("an exempt tracker", "speed", "workers:", tracker("local-storage", "speed", "")),
                added("a pixel", "@counter", "workers:", tracker("pixel", "stats", "counter")),
                row("another kind of the same name", "stats", "kind: local-storage", "kind: session-storage"),
                row("a wider pattern", "@counter", "name: _cnt_*", "name: _cn*"),
                row("a longer lifetime", "@counter", "lifetime: 6 months", "lifetime: 13 months"),
                row("a session that becomes a day", "necessary", "lifetime: session", "lifetime: 1 day"),
                row("a shorter lifetime", "", "lifetime: 6 months", "lifetime: 1 month"),
                row("a lifetime that becomes a session", "", "lifetime: 6 months", "lifetime: session"),
                row(
                        "the same lifetime in other words",
                        "",
                        "lifetime: 30 days\n  - name: ln_view",
                        "lifetime: 4 weeks 2 days\n  - name: ln_view",
                        "Le Site\n",
                        "Ce Site\n"),
                row(
                        "another category",
                        "media",
                        "category: stats\n    purpose: {fr: Compte a",
                        "category: media\n    purpose: {fr: Compte a"),
                row(
                        "another holder",
                        "@counter",
                        "category: stats\n    purpose: {fr: Compte a",
                        "category: stats\n    provider: counter\n    purpose: {fr: Compte a"),
                row("the site as holder", "stats", "category: stats\n    provider: counter\n", "category: stats\n"),
                row("another purpose", "@counter", "fr: Compte, en: Counts", "fr: Suit, en: Follows"),
                row("a wider domain", "@counter", "domain: www.example.fr", "domain: example.fr"),
                row("no domain", "", "    domain: www.example.fr\n", ""),
                row("sent from other sites", "@counter", "same-site: lax", "same-site: none"),
                row("sent from fewer sites", "", "same-site: lax", "same-site: strict"),
                row("another path", "", "path: /", "path: /app"),
                row("read by script", "", "path: /", "path: /\n    read-by-script: true"),
                row(
                        "a tracker removed",
                        "",
                        FIRST.substring(FIRST.indexOf("  - name: hits"), FIRST.indexOf("  - name: ln_view")),
                        ""));
    }

    private static Stream<Row> several() {
        return Stream.of(
                row(
                        "editorial beside material",
                        "@counter",
                        "name: Le Site\n",
                        "name: Ce Site\n",
                        "lifetime: 6 months",
                        "lifetime: 7 months"),
                row(
                        "two that matter",
                        "@lanterne,stats",
                        "lifetime: 30 days\n  - name: ln_view",
                        "lifetime: 31 days\n  - name: ln_view",
                        "country: FR\n    sources: [video",
                        "country: US\n    sources: [video"));
    }

    static String changed(String... replacements) {
        String text = FIRST;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return text;
    }

    private static Publication.Result prepare(String draft, boolean editorial, boolean wordingOnly) {
        return prepare(draft, new Publication.Wanted(REASONS, DAY, editorial, wordingOnly));
    }

    private static Publication.Result prepare(String draft, Publication.Wanted wanted) {
        return Publication.prepare(
                Registers.READER,
                "temoin.yaml",
                draft.getBytes(StandardCharsets.UTF_8),
                Registers.accepted(FIRST).register(),
                wanted);
    }

    private static Publication.Result.Ready ready(Publication.Result result) {
        if (result instanceof Publication.Result.Ready ready) {
            return ready;
        }
        throw new AssertionError(result.toString());
    }

    private static String raised(Register register) {
        TreeSet<String> ids = new TreeSet<>();
        register.categories().stream()
                .filter(c -> c.since() == 2)
                .map(Category::id)
                .forEach(ids::add);
        register.providers().stream()
                .filter(p -> p.since() == 2)
                .map(Provider::id)
                .forEach(id -> ids.add("@" + id));
        return String.join(",", ids);
    }

    @Test
    void rows_areAtLeastForty() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aDifference_makesTheKindAndMovesTheSince(Row row) {
        String draft = changed(row.replacements().toArray(String[]::new));
        Publication.Result.Ready ready = ready(prepare(draft, false, false));

        Revision.Kind kind = row.since().isEmpty() ? Revision.Kind.EDITORIAL : Revision.Kind.MATERIAL;
        assertThat(raised(ready.register())).isEqualTo(row.since());
        assertThat(ready.register().revision().kind()).isEqualTo(kind);
        assertThat(ready.register().revision())
                .isEqualTo(new Revision(2, DAY, kind, new eu.temoin.consent.Wording(new LinkedHashMap<>(REASONS))));
        // What the file says is what is meant, and nothing of the draft is lost.
        String file = ready.file();
        assertThat(Registers.accepted(file).register()).isEqualTo(ready.register());
        List<String> kept = lines(file);
        assertThat(kept.subList(0, kept.size() - 6)).isEqualTo(lines(draft));

        // Calling it editorial is refused exactly where it is not.
        assertThat(prepare(draft, true, false) instanceof Publication.Result.Refused)
                .isEqualTo(kind == Revision.Kind.MATERIAL);
    }

    /** But for the lines that say since, the draft is what stands before the six lines of the revision. */
    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.strip().startsWith("since: ")).toList();
    }

    @Test
    void aTextThatIsDeclaredToMeanTheSame_isEditorialAndMovesNothing() {
        String draft = changed("en: Show videos", "en: Display videos", "name: Lanterne", "name: Lanternes");
        Publication.Result.Ready ready = ready(prepare(draft, true, true));
        assertThat(ready.register().revision().kind()).isEqualTo(Revision.Kind.EDITORIAL);
        assertThat(raised(ready.register())).isEmpty();
    }

    @Test
    void theDeclarationCoversTextsAlone() {
        String draft = changed("en: Show videos", "en: Display videos", "lifetime: 6 months", "lifetime: 7 months");
        Publication.Result.Ready ready = ready(prepare(draft, false, true));
        assertThat(raised(ready.register())).isEqualTo("@counter");
        assertThat(ready.assessment().lines())
                .containsExactly(
                        "material: the tracker `_cnt_*` stays longer: 6 months → 7 months (since moves: counter)",
                        "editorial: the category `media` has another purpose: `Show videos` → `Display videos`");
        assertRefused(
                prepare(draft, true, true), "publish-material", "`_cnt_*` stays longer", "cannot be called editorial");
    }

    @Test
    void whatCannotBeCalledEditorialIsNamedLineByLine() {
        String draft = changed("en: Show videos", "en: Sell videos");
        assertRefused(prepare(draft, true, false), "publish-material", "`Sell videos`", "--wording-only");
    }

    @Test
    void aReasonIsNeededInEachLanguageAndInNoOther() {
        String draft = changed("name: Le Site\n", "name: Ce Site\n");
        for (Map<String, String> reasons :
                List.of(Map.of("fr", "Oui"), Map.of("fr", "Oui", "en", " "), Map.of("fr", "A", "en", "B", "de", "C"))) {
            assertRefused(
                    prepare(draft, new Publication.Wanted(reasons, DAY, false, false)), "publish-reason", "fr, en");
        }
        assertRefused(
                prepare(draft, new Publication.Wanted(Map.of("fr", "é".repeat(301), "en", "A"), DAY, false, false)),
                "publish-edit",
                "R024",
                "left as it is");
    }

    @Test
    void aRevisionCannotComeIntoForceBeforeTheOneItFollows() {
        assertRefused(
                prepare(
                        changed("name: Le Site\n", "name: Ce Site\n"),
                        new Publication.Wanted(REASONS, LocalDate.of(2026, 1, 14), false, false)),
                "publish-date",
                "--at 2026-01-15");
    }

    @Test
    void nothingNew_isNothingToPublish() {
        assertThat(prepare(FIRST, false, false)).isInstanceOf(Publication.Result.Nothing.class);
    }

    @Test
    void aRevisionWrittenByHand_isTakenAsItIs() {
        String draft = changed("country: FR\n    sources: [video", "country: US\n    sources: [video");
        String written = ready(prepare(draft, false, false)).file();
        assertThat(prepare(written, false, false))
                .isInstanceOfSatisfying(
                        Publication.Result.Written.class,
                        result -> assertThat(raised(result.register())).isEqualTo("@lanterne"));
        assertRefused(prepare(written, true, false), "publish-material", "Revision 2 stands in the file already");
        // Called editorial by hand, with nothing that asks again, it is refused like any other.
        assertRefused(
                prepare(
                        draft
                                + "  - number: 2\n    date: 2026-11-24\n    kind: editorial\n    reason: {fr: A, en: A}\n",
                        false,
                        false),
                "publish-register",
                "R082");
    }

    private static void assertRefused(Publication.Result result, String code, String... parts) {
        assertThat(result).isInstanceOfSatisfying(Publication.Result.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).contains(parts);
        });
    }
}
