package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
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

/** What the policy page says, all of it from the register. */
record PolicyView(Words words, CentrePaths paths, Register register) {
    private static final String AUTHORITY = "https://www.cnil.fr/fr/plaintes";

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("what", "policy.what"),
            new Chapter("why", "policy.why"),
            new Chapter("choice", "policy.choice"),
            new Chapter("list", "policy.list"),
            new Chapter("partners", "policy.partners"),
            new Chapter("browser", "policy.browser"),
            new Chapter("rights", "policy.rights"),
            new Chapter("revisions", "policy.revisions"));

    record Chapter(String anchor, String title) {}

    record Entry(String name, String category, String kind, String purpose, String by, String lifetime) {}

    record Guide(String title, List<String> steps) {}

    List<Chapter> chapters() {
        return CHAPTERS;
    }

    Revision revision() {
        return register.revision();
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

    String kindKey(Category category) {
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

    /** Every tracker, in the order of the categories; our own cookie with the strictly necessary ones. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Category category : register.categories()) {
            for (Tracker tracker : Partners.trackers(register, category)) {
                entries.add(entry(category, tracker));
            }
            if (category.id().equals(ownCategory().id())) {
                entries.add(own(category));
            }
        }
        return entries;
    }

    private Category ownCategory() {
        return register.categories().getFirst();
    }

    private Entry own(Category category) {
        return new Entry(
                TokenVerifier.COOKIE,
                words.of(category.title()),
                words.text("policy.tracker.cookie"),
                words.text("eu-consent"),
                register.site().name(),
                words.period(register.choiceLifetime()));
    }

    private Entry entry(Category category, Tracker tracker) {
        String by = tracker.provider()
                .flatMap(register::provider)
                .map(Provider::name)
                .orElse(register.site().name());
        return new Entry(
                tracker.name().text(),
                words.of(category.title()),
                words.kind(tracker.kind()),
                words.of(tracker.purpose()),
                by,
                words.lifetime(tracker.lifetime()));
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
                guide("policy.browser.ask", 1),
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
        return words.html("policy.rights.2", Html.link(AUTHORITY, words.text("policy.rights.authority")));
    }

    List<Revision> revisionsLatestFirst() {
        return register.revisions().reversed();
    }

    boolean isMaterial(Revision revision) {
        return revision.kind() == Revision.Kind.MATERIAL;
    }
}
