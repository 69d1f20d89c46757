package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.EuropeanArea;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the policy page says, all of it from a register or a message.
 *
 * @param register the one in force, or that of an earlier revision
 * @param revisions all of them, as of today
 * @param address whether this is the policy's one address, which shows what is in force, and not that of a revision
 */
record PolicyView(
        Words words, CentrePaths paths, Register register, Revisions revisions, RevisionForm form, boolean address) {
    private static final List<Chapter> FIRST =
            List.of(new Chapter("what", "policy.what"), new Chapter("why", "policy.why"));

    private static final Chapter COUNTED = new Chapter("counted", "audience.title");

    private static final List<Chapter> LAST = List.of(
            new Chapter("choice", "policy.choice"),
            new Chapter("list", "policy.list"),
            new Chapter("partners", "policy.partners"),
            new Chapter("browser", "policy.browser"),
            new Chapter("rights", "policy.rights"),
            new Chapter("revisions", "policy.revisions"));

    record Chapter(String anchor, String title) {}

    /** @param recipients who receives what it holds, and where */
    record Entry(
            String anchor,
            String name,
            String category,
            String kind,
            String purpose,
            String by,
            Html recipients,
            String lifetime) {}

    record Guide(String title, List<String> steps) {}

    List<Chapter> chapters() {
        Stream<Chapter> counted = counting().isPresent() ? Stream.of(COUNTED) : Stream.empty();
        return Stream.of(FIRST.stream(), counted, LAST.stream())
                .flatMap(part -> part)
                .toList();
    }

    Revision revision() {
        return register.revision();
    }

    boolean isInForce() {
        return revision().number() == revisions.current().number();
    }

    /** What this page is, where it is that of an earlier revision. */
    String pastSentence() {
        Revision current = revisions.current();
        return words.text("policy.past", words.date(revision().date()), current.number(), words.date(current.date()));
    }

    /** What this page is, where it is that of the revision in force. */
    Html standsSentence() {
        return words.html("policy.stands", Html.link(paths.policy() + query(), words.text("policy")));
    }

    String query() {
        return "?lang=" + words.language();
    }

    String comparison(int from, int to) {
        return paths.comparison() + "?from=" + from + "&to=" + to + "&lang=" + words.language();
    }

    Controller controller() {
        return register.site().controller();
    }

    List<Category> categories() {
        return register.categories();
    }

    boolean hasDescription(Category category) {
        String description = words.of(category.description());
        return !description.isBlank() && !description.equals(words.of(category.purpose()));
    }

    /** What is counted under a category. */
    List<String> counted(Category category) {
        return Counting.of(register, category)
                .map(counting -> counting.lines(words))
                .orElse(List.of());
    }

    Optional<Counting> counting() {
        return Counting.of(register);
    }

    /** The short section on what is counted, in the order in which it is read. */
    List<Html> countedSentences() {
        Html centre = Html.link(paths.centre() + query(), words.text("policy.choice.2.link"));
        Html figures = Html.link(paths.audience() + query(), words.text("audience.public.link"));
        return counting()
                .map(counting -> counting.section(words, centre, figures))
                .orElse(List.of());
    }

    Optional<String> refusing(Category category) {
        String refusing = words.clauses(List.of(words.of(category.refusing())));
        if (refusing.isBlank()) {
            return Optional.empty();
        }
        return switch (category.kind()) {
            case NECESSARY -> Optional.empty();
            case CONSENT -> Optional.of(words.text("purposes.refusing", refusing));
            case EXEMPT -> Optional.of(words.text("purposes.opposing", refusing));
        };
    }

    static String kindKey(Category category) {
        return switch (category.kind()) {
            case NECESSARY -> "policy.kind.necessary";
            case CONSENT -> "policy.kind.consent";
            case EXEMPT -> "policy.kind.exempt";
        };
    }

    String kindClass(Category category) {
        return category.kind() == Category.Kind.CONSENT ? "m" : "";
    }

    String categoryTitle(String id) {
        return register.category(id).map(Category::title).map(words::of).orElse("");
    }

    Html centreSentence() {
        return words.html(
                "policy.choice.2",
                Html.link(paths.centre() + "?lang=" + words.language(), words.text("policy.choice.2.link")));
    }

    Html tokenSentence() {
        return words.html("policy.choice.3", Html.code(TokenVerifier.COOKIE));
    }

    /** Every tracker, in the order of the categories; our own cookies before them. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (OwnCookie own : OwnCookie.of(register)) {
            entries.add(own(own));
        }
        for (Category category : register.categories()) {
            for (Tracker tracker : Partners.trackers(register, category)) {
                entries.add(entry(category, tracker));
            }
        }
        return entries;
    }

    private Entry own(OwnCookie own) {
        String category = register.categories().stream()
                .filter(found -> found.kind() == Category.Kind.NECESSARY)
                .findFirst()
                .map(found -> words.of(found.title()))
                .orElseGet(() -> words.text("policy.kind.necessary"));
        return new Entry(
                Anchors.tracker(Tracker.Kind.COOKIE, own.text()),
                own.text(),
                category,
                words.text("policy.tracker.cookie"),
                own.purpose(words),
                register.site().name(),
                Html.text(controller().name()),
                own.lifetime(words, register));
    }

    private Entry entry(Category category, Tracker tracker) {
        Optional<Provider> provider = tracker.provider().flatMap(register::provider);
        return new Entry(
                Anchors.tracker(tracker),
                tracker.name().text(),
                words.of(category.title()),
                words.kind(tracker.kind()),
                words.of(tracker.purpose()),
                provider.map(Provider::name).orElse(register.site().name()),
                provider.map(found -> words.html(
                                "comma",
                                Html.link('#' + Anchors.provider(found.id()), found.name()),
                                words.country(found.country())))
                        .orElseGet(() -> Html.text(controller().name())),
                words.lifetime(tracker.lifetime()));
    }

    boolean isExempt(Category category) {
        return category.kind() == Category.Kind.EXEMPT;
    }

    /** Who receives data where the regulation is not law. */
    Optional<String> transfers() {
        List<String> partners = register.providers().stream()
                .filter(provider -> !EuropeanArea.holds(provider.country()))
                .map(provider ->
                        words.text("policy.transfers.partner", provider.name(), words.country(provider.country())))
                .toList();
        return partners.isEmpty()
                ? Optional.empty()
                : Optional.of(words.text("policy.transfers", words.joined(partners)));
    }

    Html hosts(Provider provider) {
        List<Html> hosts = provider.sources().stream()
                .map(Source::toString)
                .map(Html::code)
                .toList();
        return hosts.isEmpty() ? Html.text("—") : words.joinedHtml(hosts);
    }

    List<Guide> guides() {
        return List.of(
                guide("policy.browser.third", 4),
                guide("policy.browser.close", 4),
                guide("policy.browser.signal", 2),
                new Guide(
                        words.text("policy.browser.ask"),
                        List.of(words.text(
                                "policy.browser.ask.1",
                                words.text("policy.choice.2.link"),
                                words.text("purposes.mode.each")))),
                new Guide(
                        words.text("policy.browser.all"),
                        List.of(words.text("policy.browser.all.1", words.joined(necessaryPurposes())))));
    }

    private Guide guide(String key, int steps) {
        return new Guide(
                words.text(key),
                Stream.iterate(1, step -> step + 1)
                        .limit(steps)
                        .map(step -> words.text(key + '.' + step))
                        .toList());
    }

    /** What stops without cookies: what the strictly necessary trackers are for. */
    private List<String> necessaryPurposes() {
        return register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.NECESSARY)
                .map(category -> words.clauses(List.of(words.of(category.purpose()))))
                .collect(Collectors.toList());
    }

    Html contact() {
        String contact = controller().contact();
        boolean address = contact.startsWith("https://") || contact.startsWith("http://");
        boolean mail = !address && contact.indexOf('@') > 0;
        return address || mail ? Html.link(mail ? "mailto:" + contact : contact, contact) : Html.text(contact);
    }

    Html authoritySentence() {
        String name = words.text("policy.rights.authority");
        String address = words.text("policy.rights.authority.link");
        // A register may put any text here, and a link leads only where a browser should go.
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        return words.html("policy.rights.2", web ? Html.link(address, name) : Html.text(name));
    }

    List<Revision> revisionsLatestFirst() {
        return register.revisions().reversed();
    }

    boolean isMaterial(Revision revision) {
        return revision.kind() == Revision.Kind.MATERIAL;
    }

    static String kindKey(Revision revision) {
        return switch (revision.kind()) {
            case MATERIAL -> "policy.revision.material";
            case EDITORIAL -> "policy.revision.editorial";
        };
    }

    boolean isKept(Revision revision) {
        return revisions.isKept(revision.number());
    }

    /** The revision that this one can be compared with. */
    Optional<Revision> before(Revision revision) {
        return isKept(revision) ? revisions.before(revision.number()) : Optional.empty();
    }
}
