package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import eu.temoin.consent.Token;
import eu.temoin.consent.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may read and write here at this moment, tracker by tracker, and by whose word: the decision of this request, taken
 * apart.
 */
record PartiesView(String summary, List<Party> parties) {
    /**
     * The site itself, or somebody else.
     *
     * @param on whether anything of it passes
     * @param facts where it is, what it is loaded from, its own policy
     */
    record Party(String name, boolean on, String state, List<Html> facts, String counted, List<Item> items) {}

    record Item(String name, boolean on, String text, String why) {}

    static PartiesView of(Words words, Decision decision) {
        return new Build(words, decision, decision.register()).view();
    }

    private record Build(Words words, Decision decision, Register register) {
        PartiesView view() {
            List<Party> parties = new ArrayList<>();
            List<Tracker> own = register.trackers().stream()
                    .filter(tracker -> tracker.provider().isEmpty())
                    .toList();
            parties.add(new Party(
                    register.site().name(),
                    true,
                    words.text("parties.site"),
                    List.of(words.html("parties.site.means")),
                    words.count("trackers", own.size()),
                    items(own)));
            register.providers().forEach(provider -> parties.add(party(provider)));
            long passing = register.trackers().stream().filter(decision::allows).count();
            long contacted = register.providers().stream()
                    .filter(provider -> decision.allowsProvider(provider.id()))
                    .count();
            String trackers = words.text(
                    "parties.trackers",
                    words.count("trackers", (int) passing),
                    register.trackers().size());
            return new PartiesView(
                    register.providers().isEmpty()
                            ? trackers
                            : trackers
                                    + ' '
                                    + words.text(
                                            "parties.partners",
                                            words.count("partners", (int) contacted),
                                            register.providers().size()),
                    parties);
        }

        private Party party(Provider provider) {
            boolean on = decision.allowsProvider(provider.id());
            List<Html> facts = new ArrayList<>();
            List<Html> hosts = provider.sources().stream()
                    .map(Source::toString)
                    .map(Html::code)
                    .toList();
            if (!hosts.isEmpty()) {
                facts.add(words.html("parties.hosts", words.joinedHtml(hosts), words.country(provider.country())));
            }
            facts.add(Html.link(provider.policy().toString(), words.text("placeholder.policy", provider.name())));
            List<Tracker> trackers = Partners.trackers(register, provider);
            return new Party(
                    provider.name(),
                    on,
                    words.text(on ? "parties.on" : "parties.off"),
                    facts,
                    words.count("trackers", trackers.size()),
                    items(trackers));
        }

        private List<Item> items(List<Tracker> trackers) {
            return trackers.stream().map(this::item).toList();
        }

        private Item item(Tracker tracker) {
            String text = words.text(
                    "parties.tracker",
                    words.kind(tracker.kind()),
                    words.clauses(List.of(words.lifetime(tracker.lifetime()))),
                    words.clauses(List.of(words.of(tracker.purpose()))));
            return new Item(tracker.name().text(), decision.allows(tracker), text, why(tracker));
        }

        /** By whose word it passes or does not. */
        private String why(Tracker tracker) {
            boolean allowed = decision.allows(tracker);
            Optional<Category> category = register.category(tracker.category());
            if (category.filter(c -> c.kind() == Category.Kind.NECESSARY).isPresent()) {
                return words.text("parties.why.necessary");
            }
            Optional<Choice> choice = decision.token().map(Token::choice);
            boolean answered = choice.filter(said -> answers(said, tracker)).isPresent();
            String day = choice.map(Choice::decided).map(this::date).orElse("");
            if (allowed) {
                boolean exempt =
                        category.filter(c -> c.kind() == Category.Kind.EXEMPT).isPresent();
                return exempt ? words.text("parties.why.exempt") : words.text("parties.why.granted", day);
            }
            boolean refusedThen = choice.filter(said -> refuses(said, tracker)).isPresent();
            if (refusedThen) {
                return words.text("parties.why.refused", day);
            }
            boolean signalled = category.filter(c -> decision.signals().anyOf(c.refusedBy()))
                    .isPresent();
            if (signalled) {
                return words.text("parties.why.signal");
            }
            return words.text(answered ? "parties.why.older" : "parties.why.unasked");
        }

        private String date(LocalDate day) {
            return words.date(day);
        }

        private static boolean answers(Choice choice, Tracker tracker) {
            return choice.categories().containsKey(tracker.category())
                    || tracker.provider()
                            .filter(choice.providers()::containsKey)
                            .isPresent();
        }

        private static boolean refuses(Choice choice, Tracker tracker) {
            Map<String, Boolean> providers = choice.providers();
            Optional<Boolean> exception =
                    tracker.provider().filter(providers::containsKey).map(providers::get);
            return !exception.orElse(choice.categories().getOrDefault(tracker.category(), true));
        }
    }
}
