package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Register;
import eu.temoin.consent.Site;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import eu.temoin.register.LegalFinding.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that must be said, where it is said, missing, or to be read by a person. */
class LegalCheckTest {
    /** The demonstration without what its gateway counts: each case adds what it is about. */
    private static final String WHOLE = Registers.text(Registers.DEMO)
            .replaceFirst("(?s)\n  # The gateway's own count.*?\nproviders:", "\nproviders:")
            .replaceFirst("(?s)\n# What the gateway counts.*?\n\n#", "\n\n#")
            .replace(
                    "    address: 4 rue", "    representative: Camille Roux, dpo@la-borne.example\n    address: 4 rue");

    private static final String EXEMPT = """
              - id: totals
                kind: exempt
                title: {fr: Totaux, en: Totals}
                purpose: {fr: Compter les pages, en: Count pages}
                description: {fr: 'Des totaux, gardés %s.', en: 'Totals, kept for %s.'}
                refusing: {fr: Rien ne change, en: Nothing changes}

            providers:
            """;

    /** Visitors counted under a category that holds nothing else; the description is in French. */
    private static String counting(String kind, String description, String signals) {
        return replaced("providers:\n", """
              - id: totals
                kind: %s
                title: {fr: Totaux, en: Totals}
                purpose: {fr: Compter les pages, en: Count pages}
                description: {fr: '%s', en: 'Totals of this site alone.'}
                refusing: {fr: Rien ne change, en: Nothing changes}
                refused-by: [%s]

            audience:
              category: totals

            providers:
            """.formatted(kind, description, signals));
    }

    private static String counting(String kind) {
        return counting(kind, "Des totaux pour ce site seul.", "gpc, dnt");
    }

    private static String scripted(String counting) {
        return replaced(counting, "  category: totals\n\n", "  category: totals\n  script: true\n\n");
    }

    private static String countingWithCookie(String kind, String provider) {
        return replaced(counting(kind), "trackers:\n", """
            trackers:
              - name: _totals
                kind: cookie
                category: totals
            %s    purpose: {fr: Compte, en: Counts}
                lifetime: session
            """.formatted(provider));
    }

    private static String countingInWords(String key) {
        return counting("exempt") + "\ntexts:\n  " + key + ": {fr: Autre., en: Other.}\n";
    }

    private static String replaced(String part, String other) {
        return replaced(WHOLE, part, other);
    }

    private static String replaced(String text, String part, String other) {
        assertThat(text).contains(part);
        return text.replace(part, other);
    }

    private static String texts(String... lines) {
        return WHOLE + "\ntexts:\n  " + String.join("\n  ", lines) + "\n";
    }

    private static final RegisterReader READER = new RegisterReader(
            new BuiltInTexts(
                    Set.of("fr", "en"),
                    Stream.of(
                                    "accept",
                                    "audience.counted",
                                    "audience.kept",
                                    "audience.script",
                                    "banner.refusing",
                                    "manage",
                                    "policy.rights.1",
                                    "policy.transfers.safeguards",
                                    "purposes.exempt",
                                    "refuse")
                            .collect(Collectors.toMap(key -> key, key -> key))),
            host -> host.indexOf('.') < 0);

    private static Register read(String text) {
        RegisterReading reading = READER.read("temoin.yaml", text.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof RegisterReading.Accepted accepted) {
            return accepted.register();
        }
        throw new AssertionError(Problem.render(Registers.problems(reading)));
    }

    /** What the reader refuses, and an older frozen copy or another caller might hold. */
    private static Register unread(Site site, UnaryOperator<Category> category, UnaryOperator<Tracker> tracker) {
        Register whole = read(WHOLE);
        return new Register(
                site,
                whole.categories().stream().map(category).toList(),
                whole.providers(),
                whole.trackers().stream().map(tracker).toList(),
                whole.revisions(),
                whole.choiceLifetime(),
                whole.trackerLifetimeMax(),
                whole.workers(),
                whole.texts());
    }

    private static Register controlledBy(Controller controller) {
        Site site = read(WHOLE).site();
        return unread(
                new Site(site.id(), site.name(), site.origins(), site.own(), controller, site.languages(), site.zone()),
                c -> c,
                t -> t);
    }

    private static Register withoutConsequence(String id) {
        Wording nothing = new Wording(Map.of("fr", "", "en", ""));
        return unread(
                read(WHOLE).site(),
                c -> c.id().equals(id)
                        ? new Category(
                                c.id(),
                                c.kind(),
                                c.title(),
                                c.purpose(),
                                c.description(),
                                nothing,
                                c.refusedBy(),
                                c.since())
                        : c,
                t -> t);
    }

    private static Register withoutProvider(String name) {
        return unread(
                read(WHOLE).site(),
                c -> c,
                t -> t.name().text().equals(name)
                        ? new Tracker(
                                t.name(),
                                t.kind(),
                                t.category(),
                                Optional.empty(),
                                t.purpose(),
                                t.lifetime(),
                                t.readByScript(),
                                t.domain(),
                                t.path(),
                                t.sameSite())
                        : t);
    }

    private static LegalFinding finding(Register register, LegalItem item) {
        return LegalCheck.of(register).stream()
                .filter(f -> f.item() == item)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of(
                        LegalItem.CONTROLLER,
                        "no name",
                        controlledBy(new Controller(" ", "a@b.fr", Optional.of("1 rue"), Optional.empty()))),
                Arguments.of(
                        LegalItem.CONTACT,
                        "no contact",
                        controlledBy(new Controller("A", "", Optional.of("1 rue"), Optional.empty()))),
                Arguments.of(
                        LegalItem.CONTACT,
                        "postal address",
                        read(replaced("    address: 4 rue de la Borne, 44000 Nantes, France\n", ""))),
                Arguments.of(
                        LegalItem.PURPOSES,
                        "`media`",
                        read(replaced(
                                "      en: Show videos that are hosted elsewhere", "      en: Videos and media"))),
                Arguments.of(
                        LegalItem.DETAILS,
                        "`totals`",
                        read(replaced(
                                "providers:\n",
                                EXEMPT.formatted("13", "13").replace("Totals, kept for 13.", "Count pages.")))),
                Arguments.of(LegalItem.CONSEQUENCES, "`media`", withoutConsequence("media")),
                Arguments.of(
                        LegalItem.CHOICE,
                        "one word",
                        read(texts("accept: {fr: Continuer, en: Continue}", "refuse: {fr: Refuser, en: continue}"))),
                Arguments.of(LegalItem.RECIPIENTS, "`ln_view`", withoutProvider("ln_view")),
                Arguments.of(
                        LegalItem.RECIPIENTS,
                        "leads nowhere",
                        read(replaced("http://stats.localhost:8092/privacy", "https://metrics.example/privacy"))),
                Arguments.of(
                        LegalItem.NECESSARY,
                        "`lb_aud`",
                        read(replaced(
                                "  - name: lb_aud\n    kind: cookie\n    category: analytics",
                                "  - name: lb_aud\n    kind: cookie\n    category: necessary"))),
                Arguments.of(
                        LegalItem.EXEMPTION,
                        "`ln_view`",
                        read(replaced(
                                replaced("providers:\n", EXEMPT.formatted("25 mois", "25 months")),
                                "    kind: cookie\n    category: media",
                                "    kind: cookie\n    category: totals"))),
                Arguments.of(
                        LegalItem.EXEMPT_DATA,
                        "`totals`",
                        read(replaced("providers:\n", EXEMPT.formatted("longtemps", "25 months")))),
                Arguments.of(
                        LegalItem.AUDIENCE_OWN_ACCOUNT,
                        "`lanterne`",
                        read(countingWithCookie("exempt", "    provider: lanterne\n"))),
                Arguments.of(
                        LegalItem.AUDIENCE_OWN_ACCOUNT,
                        "`metrique`",
                        read(replaced(
                                counting("exempt"),
                                "category: analytics\n    policy",
                                "category: totals\n    policy"))),
                Arguments.of(
                        LegalItem.AUDIENCE_OPPOSITION,
                        "object by `dnt`",
                        read(counting("exempt", "Des totaux.", "gpc"))),
                Arguments.of(LegalItem.AUDIENCE_NO_TRACKER, "`_totals`", read(countingWithCookie("exempt", ""))),
                Arguments.of(
                        LegalItem.AUDIENCE_SCRIPT,
                        "no script is used",
                        read(scripted(counting("exempt", "Des totaux, sans script.", "gpc, dnt")))),
                Arguments.of(
                        LegalItem.AUDIENCE_SCRIPT,
                        "no script is used",
                        read(scripted(counting("consent", "Ni cookie, ni script.", "gpc, dnt")))),
                Arguments.of(
                        LegalItem.AUDIENCE_RETENTION,
                        "25 months",
                        read(counting("exempt", "Des totaux gardés 26 mois.", "gpc, dnt"))),
                Arguments.of(
                        LegalItem.AUDIENCE_RETENTION,
                        "25 months",
                        read(counting("consent", "Des totaux gardés 3 ans.", "gpc, dnt"))),
                Arguments.of(
                        LegalItem.TRANSFERS,
                        "lanterne (US)",
                        read(replaced(
                                "video.localhost:8091/privacy\n    country: FR",
                                "video.localhost:8091/privacy\n    country: US"))));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void whatIsMissingIsNamedWithItsSourceAndItsMend(LegalItem item, String what, Register register) {
        LegalFinding finding = finding(register, item);
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.what()).contains(what);
        assertThat(finding.mend()).isNotBlank();
        assertThat(finding.item().source()).containsAnyOf("GDPR", "CNIL", "Act 78-17");
        List<LegalItem> others = LegalCheck.of(register).stream()
                .filter(f -> f.verdict() == Verdict.MISSING)
                .map(LegalFinding::item)
                .toList();
        assertThat(others).contains(item).hasSizeLessThanOrEqualTo(2);
    }

    static Stream<Arguments> toRead() {
        return Stream.of(
                Arguments.of(LegalItem.OFFICER, read(Registers.text(Registers.DEMO))),
                Arguments.of(
                        LegalItem.CHOICE,
                        read(texts("refuse: {fr: Continuer sans accepter, en: Continue without accepting}"))),
                Arguments.of(LegalItem.WITHDRAWAL, read(texts("manage: {fr: Mes cookies, en: My cookies}"))),
                Arguments.of(
                        LegalItem.CONSEQUENCES,
                        read(texts("banner.refusing: {fr: Le site reste ouvert., en: The site stays open.}"))),
                Arguments.of(LegalItem.CHOICE_LIFETIME, read(replaced("choice: 6 months", "choice: 12 months"))),
                Arguments.of(LegalItem.LIFETIMES, read(replaced("  - id: lanterne\n", """
                                  - id: fonts
                                    name: Fonts
                                    category: media
                                    policy: https://fonts.la-borne.fr/
                                    country: FR
                                    sources: [fonts.la-borne.fr]

                                  - id: lanterne
                                """))),
                Arguments.of(
                        LegalItem.NECESSARY,
                        read(replaced("    category: analytics\n    policy", "    category: necessary\n    policy"))),
                Arguments.of(
                        LegalItem.EXEMPTION, read(replaced("providers:\n", EXEMPT.formatted("25 mois", "25 months")))),
                Arguments.of(
                        LegalItem.EXEMPT_DATA,
                        read(replaced("providers:\n", EXEMPT.formatted("25 mois", "25 months")))),
                Arguments.of(
                        LegalItem.TRANSFERS,
                        read(replaced(
                                texts("policy.transfers.safeguards: {fr: Clauses types., en: Standard clauses.}"),
                                "video.localhost:8091/privacy\n    country: FR",
                                "video.localhost:8091/privacy\n    country: US"))),
                Arguments.of(LegalItem.AUDIENCE_TOLD, read(countingInWords("audience.counted"))),
                Arguments.of(LegalItem.AUDIENCE_OPPOSITION, read(countingInWords("purposes.exempt"))),
                Arguments.of(LegalItem.AUDIENCE_RETENTION, read(countingInWords("audience.kept"))),
                Arguments.of(LegalItem.AUDIENCE_SCRIPT, read(scripted(countingInWords("audience.script")))),
                Arguments.of(LegalItem.AUDIENCE_NO_TRACKER, read(countingWithCookie("consent", ""))),
                Arguments.of(LegalItem.RIGHTS, read(replaced("zone: Europe/Paris", "zone: Europe/Brussels"))),
                Arguments.of(LegalItem.RIGHTS, read(texts("policy.rights.1: {fr: Écrivez-nous., en: Write to us.}"))));
    }

    @ParameterizedTest
    @MethodSource("toRead")
    void whatOnlyAPersonCanJudgeIsNeitherSaidNorMissing(LegalItem item, Register register) {
        LegalFinding finding = finding(register, item);
        assertThat(finding.verdict()).isEqualTo(Verdict.TO_READ);
        assertThat(finding.what()).isNotBlank();
        assertThat(finding.mend()).isNotBlank();
    }

    @Test
    void aWholeRegisterSaysEverything() {
        assertThat(LegalCheck.of(read(WHOLE))).extracting(LegalFinding::item).containsExactly(LegalItem.values());
        assertThat(LegalCheck.of(read(WHOLE))).allSatisfy(f -> assertThat(f).isEqualTo(LegalFinding.said(f.item())));
    }

    /** What the gateway counts by itself keeps the conditions by construction, and nobody has to judge them. */
    @Test
    void countingKeepsEveryConditionInEachMode() {
        for (String text : List.of(
                counting("exempt"),
                counting("consent"),
                counting("exempt", "Gardés 25 mois, 2 ans au plus.", "gpc, dnt"),
                counting("consent", "Des totaux.", "gpc"),
                scripted(counting("exempt")),
                scripted(counting("consent")))) {
            assertThat(LegalCheck.of(read(text))).allSatisfy(f -> assertThat(f).isEqualTo(LegalFinding.said(f.item())));
        }
    }

    @Test
    void theDemonstrationLacksNothing() {
        assertThat(LegalCheck.of(read(Registers.text(Registers.DEMO))))
                .extracting(LegalFinding::verdict)
                .doesNotContain(Verdict.MISSING);
    }

    @Test
    void everyItemIsShownToFail() {
        Set<LegalItem> shown = new HashSet<>();
        Stream.concat(missing(), toRead()).forEach(a -> shown.add((LegalItem) a.get()[0]));
        assertThat(shown).isEqualTo(EnumSet.allOf(LegalItem.class));
    }

    @Test
    void thePageOfTheRegisterListsEveryItem() {
        assertThat(Registers.text(Path.of("../docs/register.md")).lines().filter(l -> l.matches("\\| L[0-9]{2} .*")))
                .containsExactlyElementsOf(Arrays.stream(LegalItem.values())
                        .map(i -> "| " + i.id() + " | " + i.summary() + " | " + i.source() + " |")
                        .toList());
    }

    @Test
    void codesAreInOrderAndUnique() {
        assertThat(Arrays.stream(LegalItem.values()).map(LegalItem::id))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
