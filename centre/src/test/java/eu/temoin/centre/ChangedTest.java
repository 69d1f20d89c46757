package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Asked;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Source;
import eu.temoin.consent.Token;
import eu.temoin.consent.Tracker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who chose before is asked again: about what changed, and about nothing else. */
class ChangedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Visit visit;

    @BeforeEach
    void open() throws Exception {
        visit = new Visit(folder);
        visit.published.put(7, Samples.arcade());
    }

    @AfterEach
    void close() {
        visit.close();
    }

    /** Publishes what follows the register in force. */
    private void publish(Revision.Kind kind, UnaryOperator<Register> change) {
        Register before = visit.register;
        Register changed = change.apply(before);
        int number = before.revision().number() + 1;
        visit.published.put(before.revision().number(), before);
        visit.register = changed.revised(
                changed.categories(),
                changed.providers(),
                new Revision(number, LocalDate.of(2026, 11, 26), kind, Samples.text("Suite", "More")));
    }

    private void publish(UnaryOperator<Register> change) {
        publish(Revision.Kind.MATERIAL, change);
    }

    private static Register with(
            Register register, List<Category> categories, List<Provider> providers, List<Tracker> trackers) {
        return new Register(
                register.site(),
                categories,
                providers,
                trackers,
                register.revisions(),
                register.choiceLifetime(),
                register.trackerLifetimeMax(),
                register.workers(),
                register.texts());
    }

    private static int next(Register register) {
        return register.revision().number() + 1;
    }

    /** A third provider of videos. */
    private static Register withPhare(Register register) {
        List<Provider> providers = new ArrayList<>(register.providers());
        providers.add(new Provider(
                "phare",
                "Phare",
                "media",
                URI.create("https://phare.example/policy"),
                "FR",
                List.of(Source.parse("phare.example").orElseThrow()),
                next(register)));
        return with(register, register.categories(), providers, register.trackers());
    }

    private static Register abroad(Register register, String id, String country) {
        List<Provider> providers = register.providers().stream()
                .map(p -> p.id().equals(id)
                        ? new Provider(p.id(), p.name(), p.category(), p.policy(), country, p.sources(), next(register))
                        : p)
                .toList();
        return with(register, register.categories(), providers, register.trackers());
    }

    private static Register otherPurpose(Register register, String id) {
        List<Category> categories = register.categories().stream()
                .map(c -> c.id().equals(id)
                        ? new Category(
                                c.id(),
                                c.kind(),
                                c.title(),
                                Samples.text("Vendre votre profil.", "Sell your profile."),
                                c.description(),
                                c.refusing(),
                                c.refusedBy(),
                                next(register))
                        : c)
                .toList();
        return with(register, categories, register.providers(), register.trackers());
    }

    /** The trackers of Métrique stay for 400 days. */
    private static Register longer(Register register) {
        List<Tracker> trackers = register.trackers().stream()
                .map(t -> t.provider().filter("metrique"::equals).isPresent()
                        ? new Tracker(
                                t.name(),
                                t.kind(),
                                t.category(),
                                t.provider(),
                                t.purpose(),
                                Lifetime.of(Period.ofDays(400)),
                                t.readByScript(),
                                t.domain(),
                                t.path(),
                                t.sameSite())
                        : t)
                .toList();
        Register raised = abroad(register, "metrique", "DE");
        return with(raised, raised.categories(), raised.providers(), trackers);
    }

    private Choice choice() {
        return visit.decision().token().map(Token::choice).orElseThrow();
    }

    private ChoiceRecord record() throws Exception {
        long last = visit.ledger.head().size() - 1;
        return switch (visit.ledger.reader().receipt(last)) {
            case eu.temoin.ledger.Lookup.Found found ->
                ChoiceRecord.parse(found.receipt().record().toArray()).orElseThrow();
            case eu.temoin.ledger.Lookup other -> throw new AssertionError(other.toString());
        };
    }

    private void acceptAll() {
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().ask()).isFalse();
        visit.clock.set("2026-12-04T08:00:00Z");
    }

    private String lines() {
        return visit.banner().select("#temoin .d").text();
    }

    @Test
    void aProviderThatJoinsIsAllThatTheBannerTellsAndAsks() {
        acceptAll();
        publish(ChangedTest::withPhare);
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
        assertThat(visit.decision().allowsProvider("lanterne"))
                .as("until the answer")
                .isTrue();
        assertThat(visit.decision().allowsCategory("audience")).isTrue();

        Document banner = visit.banner();
        assertThat(banner.expectFirst("#temoin .n").text()).isEqualTo("Depuis votre choix du 24 novembre 2026 :");
        assertThat(lines()).isEqualTo("Phare s’ajoute à « Vidéos et médias »");
        assertThat(banner.text())
                .contains("Vidéos et médias : Afficher des contenus hébergés ailleurs.", "1 partenaire")
                .doesNotContain("Mesure d’audience", "Fonctionnalités", "Lanterne");
        assertThat(banner.select("button").eachText()).containsExactly("Refuser", "Accepter");
        assertThat(visit.centrePage().expectFirst("[role=status]").text())
                .isEqualTo("Depuis votre choix du 24 novembre 2026 : Phare s’ajoute à « Vidéos et médias »");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void theCentreLeadsToWhatWasShownThenForAsLongAsACopyIsKept(String language) {
        acceptAll();
        publish(ChangedTest::withPhare);
        String shown = "a[href^=/.temoin/policy]:contains(" + (language.equals("fr") ? "révision" : "revision") + " 7)";
        String query = "lang=" + language;
        assertThat(visit.page("/.temoin/centre", query)
                        .expectFirst("main " + shown)
                        .attr("href"))
                .isEqualTo("/.temoin/policy/7?lang=" + language);
        assertThat(visit.page("/.temoin/policy/7", query).select("#list")).hasSize(1);

        visit.published.clear();
        assertThat(visit.page("/.temoin/centre", query)
                        .expectFirst("main " + shown)
                        .attr("href"))
                .isEqualTo("/.temoin/policy?lang=" + language + "#r-7");
    }

    @Test
    void refusingItKeepsTheRestAndTheDayOnWhichItEnds() throws Exception {
        acceptAll();
        LocalDate until = choice().lastDay();
        publish(ChangedTest::withPhare);
        visit.post(Visit.form(visit.banner(), "refuse"));

        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsCategory("audience")).isTrue();
        assertThat(choice().lastDay()).isEqualTo(until);
        assertThat(choice().decided()).isEqualTo(LocalDate.of(2026, 12, 4));
        ChoiceRecord record = record();
        assertThat(record.kind()).as("it never passed").isEqualTo(ChoiceRecord.Kind.CHOICE);
        assertThat(record.revision()).isEqualTo(8);
        assertThat(record.layer()).isEqualTo("changes");
        assertThat(record.refusedProviders()).containsExactly("phare");
        assertThat(record.granted()).contains("audience", "function", "media");
    }

    @Test
    void acceptingItGrantsThatAndKeepsTheDayOnWhichItEnds() {
        acceptAll();
        LocalDate until = choice().lastDay();
        publish(ChangedTest::withPhare);
        visit.post(Visit.form(visit.banner(), "accept"));

        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.decision().allowsProvider("phare")).isTrue();
        assertThat(choice().lastDay()).isEqualTo(until);
        assertThat(choice().providers()).isEmpty();
    }

    /** What stands in the record can be found again from what the browser showed, without the day, which is the visitor's. */
    @Test
    void theRecordNamesTheHashOfWhatWasSeen() throws Exception {
        acceptAll();
        publish(ChangedTest::withPhare);
        String seen =
                new String(visit.centre.insertions().opening(visit.decision(), "fr", "/jeux"), StandardCharsets.UTF_8);
        visit.post(Visit.form(visit.banner(), "accept"));
        String meant = seen.replaceAll("<input type=\"hidden\" name=\"(shown|back|number)\" value=\"[^\"]*\">", "")
                .replaceAll("<time>[^<]*</time>", "<time></time>");
        assertThat(seen).contains("<time>24\u00A0novembre 2026</time>");
        assertThat(record().shown()).contains(Sha256.hexOf(meant));
    }

    @Test
    void aLifetimeThatGrew() {
        acceptAll();
        publish(ChangedTest::longer);
        assertThat(visit.banner().select("#temoin .d li").eachText())
                .containsExactly(
                        "Métrique garde lb_aud_* plus longtemps : 400 jours au lieu de 396 jours",
                        "Métrique garde lb_src plus longtemps : 400 jours au lieu de la session");
        assertThat(visit.decision().allowsProvider("metrique")).isFalse();
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().allowsProvider("metrique")).isTrue();
    }

    @Test
    void aCategoryWhosePurposeChanged_isRefusedWithoutTheRest() throws Exception {
        acceptAll();
        publish(register -> otherPurpose(register, "audience"));
        assertThat(lines()).isEqualTo("« Mesure d’audience » sert désormais à ceci : Vendre votre profil");
        assertThat(visit.decision().allowsCategory("audience")).isFalse();
        visit.post(Visit.form(visit.banner(), "refuse"));
        assertThat(visit.decision().allowsCategory("audience")).isFalse();
        assertThat(visit.decision().allowsCategory("media")).isTrue();
        assertThat(visit.decision().ask()).isFalse();
        assertThat(record().kind()).isEqualTo(ChoiceRecord.Kind.WITHDRAWAL);
    }

    @Test
    void whoRefusedIsNotAskedAgain() {
        visit.post(Visit.form(visit.banner(), "refuse"));
        String token = visit.token;
        publish(register -> otherPurpose(withPhare(register), "audience"));
        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.banner().select("#temoin")).isEmpty();
        assertThat(visit.centrePage().text()).doesNotContain("Depuis votre choix");
        assertThat(visit.token).isEqualTo(token);
    }

    @Test
    void whatIsToldLeavesOutWhatWasRefused() {
        visit.save("audience");
        publish(register -> abroad(withPhare(register), "metrique", "US"));
        assertThat(lines())
                .isEqualTo("Métrique reçoit vos données dans un autre pays : États-Unis, au lieu de Allemagne");
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().allowsProvider("metrique")).isTrue();
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
        assertThat(visit.decision().ask()).isFalse();
    }

    @Test
    void anEditorialRevisionAsksNobodyAndLeavesTheTokenAlone() {
        acceptAll();
        String token = visit.token;
        publish(Revision.Kind.EDITORIAL, UnaryOperator.identity());
        assertThat(visit.decision().ask()).isFalse();
        assertThat(visit.banner().select("#temoin")).isEmpty();
        assertThat(visit.token).isEqualTo(token);
    }

    @Test
    void theChangesOfSeveralRevisionsAreToldAtOnce() {
        acceptAll();
        publish(ChangedTest::withPhare);
        publish(Revision.Kind.EDITORIAL, UnaryOperator.identity());
        publish(register -> abroad(register, "metrique", "US"));
        assertThat(lines())
                .isEqualTo("Métrique reçoit vos données dans un autre pays : États-Unis, au lieu de Allemagne "
                        + "Phare s’ajoute à « Vidéos et médias »");
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().ask()).isFalse();
        assertThat(choice().revision()).isEqualTo(10);
    }

    @Test
    void whoAnsweredInBetweenHearsOfTheRestOnly() {
        acceptAll();
        publish(ChangedTest::withPhare);
        visit.post(Visit.form(visit.banner(), "refuse"));
        publish(register -> abroad(register, "metrique", "US"));
        assertThat(lines()).startsWith("Métrique reçoit").doesNotContain("Phare");
        assertThat(visit.banner().expectFirst("#temoin .n").text()).contains("4 décembre 2026");
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().allowsProvider("phare")).as("still refused").isFalse();
        assertThat(visit.decision().allowsProvider("metrique")).isTrue();
    }

    @Test
    void whatCameAndWentAgainIsAskedWithoutADifferenceToTell() {
        acceptAll();
        publish(register -> abroad(register, "metrique", "US"));
        publish(register -> abroad(register, "metrique", "DE"));
        assertThat(lines()).isEqualTo("Métrique vous est redemandé");
    }

    @Test
    void twoThingsAreAnsweredOneByOne() {
        acceptAll();
        publish(register -> abroad(withPhare(register), "metrique", "US"));
        Document banner = visit.banner();
        assertThat(banner.select("details b").eachText()).containsExactly("Métrique", "Phare");
        assertThat(banner.select("details input[checked]").eachAttr("value")).containsOnly("0");
        Map<String, String> fields = Visit.form(banner, "save");
        fields.put("p.phare", "1");
        visit.post(fields);
        assertThat(visit.decision().allowsProvider("phare")).isTrue();
        assertThat(visit.decision().allowsProvider("metrique")).isFalse();
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().ask()).isFalse();
    }

    @Test
    void anExceptionIsKeptWhereItIsStillWanted() {
        visit.save("audience");
        Map<String, String> fields = Visit.form(visit.centrePage(), "save");
        fields.put("p.lanterne", "1");
        visit.post(fields);
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        publish(register -> abroad(register, "lanterne", "US"));
        assertThat(visit.decision().allowsProvider("lanterne")).isFalse();
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsCategory("media")).isFalse();
        publish(register -> abroad(register, "lanterne", "FR"));
        visit.post(Visit.form(visit.banner(), "refuse"));
        assertThat(visit.decision().allowsProvider("lanterne")).isFalse();
        assertThat(choice().providers()).isEmpty();
        assertThat(visit.decision().ask()).isFalse();
    }

    @Test
    void withoutACopyOfTheOldRegisterEverythingIsAsked() {
        acceptAll();
        publish(ChangedTest::withPhare);
        visit.published.clear();
        assertThat(visit.banner().text()).contains("Votre accord est redemandé", "Mesure d’audience", "Tout accepter");
        visit.post(Visit.form(visit.banner(), "accept"));
        assertThat(choice().lastDay()).as("a form that shows every purpose").isEqualTo(LocalDate.of(2027, 6, 4));
    }

    @Test
    void manyChangesEndInALink() {
        acceptAll();
        publish(register -> {
            List<Tracker> trackers = new ArrayList<>(register.trackers());
            Tracker one = register.trackers().stream()
                    .filter(t -> t.provider().filter("metrique"::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 8; i++) {
                trackers.add(new Tracker(
                        new eu.temoin.consent.NamePattern("new" + i),
                        one.kind(),
                        one.category(),
                        one.provider(),
                        one.purpose(),
                        one.lifetime(),
                        false,
                        one.domain(),
                        one.path(),
                        one.sameSite()));
            }
            Register raised = abroad(register, "metrique", "DE");
            return with(raised, raised.categories(), raised.providers(), trackers);
        });
        assertThat(visit.banner().select("#temoin .d li")).hasSize(6);
        assertThat(visit.banner().expectFirst("#temoin .d a").text()).isEqualTo("3 autres changements");
        assertThat(visit.centrePage().select("[role=status] p")).hasSize(8);
    }

    @Test
    void englishToo() {
        acceptAll();
        publish(ChangedTest::withPhare);
        String banner = org.jsoup.Jsoup.parse(new String(
                        visit.centre.insertions().opening(visit.decision(), "en", "/"), StandardCharsets.UTF_8))
                .text();
        assertThat(banner).contains("Since your choice of 24 November 2026:", "Phare joins “Videos and media”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"media", "@lanterne", "@phare audience", "@nobody", "", "@phare @phare", "audience @phare"})
    void aFormThatSaysItAskedSomethingElseGrantsNothing(String about) {
        acceptAll();
        publish(ChangedTest::withPhare);
        Map<String, String> fields = Visit.form(visit.banner(), "accept");
        fields.put("about", about);
        assertThat(visit.post(fields).status()).isIn(400, 409);
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
    }

    @Test
    void aFormAboutChangesIsRefusedWhereItDoesNotBelong() {
        acceptAll();
        publish(ChangedTest::withPhare);
        for (Map.Entry<String, String> other : Map.of(
                        "variant", "first", "layer", "centre", "do", "withdraw", "from", "8")
                .entrySet()) {
            Map<String, String> fields = new LinkedHashMap<>(Visit.form(visit.banner(), "accept"));
            fields.put(other.getKey(), other.getValue());
            assertThat(visit.post(fields).status()).as(other.toString()).isIn(400, 409);
        }
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
    }

    /** The token then named the new revision, and with it the provider passed that nobody had been asked about. */
    @Test
    void alwaysAllowOnAPlaceholder_isNoConsentToAProviderThatCameMeanwhile() {
        acceptAll();
        publish(ChangedTest::withPhare);
        Gated gated = new Gated(visit.register.provider("lanterne").orElseThrow(), "iframe", "", "", true);
        Document placeholder = Visit.document(
                visit.centre.insertions().placeholder(visit.decision(), "fr", "/jeux", false, Optional.empty(), gated));
        visit.post(Visit.form(placeholder, "always"));
        assertThat(visit.decision().allowsProvider("phare")).isFalse();
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().ask()).isTrue();
        assertThat(visit.decision().asked()).isEqualTo(new Asked(Set.of("media"), Set.of()));
    }

    /** A page that is asked for again must not be answered with "as it was" when it asks something else. */
    @Test
    void theFingerprintTellsWhatIsAskedApart() {
        acceptAll();
        publish(ChangedTest::withPhare);
        String first = visit.decision().fingerprint();
        Document old = visit.banner();
        publish(register -> abroad(register, "lanterne", "US"));
        visit.post(Visit.form(old, "refuse"));
        assertThat(choice().revision()).isEqualTo(8);
        assertThat(visit.decision().ask()).isTrue();
        assertThat(visit.decision().fingerprint()).isNotEqualTo(first);
        assertThat(lines()).isEqualTo("Lanterne reçoit vos données dans un autre pays : États-Unis, au lieu de France");
    }
}
