package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the template of the centre's form writes. */
record PurposesView(
        Words words,
        CentrePaths paths,
        List<Purpose> purposes,
        boolean sessionOnly,
        boolean eachTime,
        String lasting,
        Optional<String> signal,
        Html fields) {
    /**
     * One category.
     *
     * @param decides whether the visitor decides about it
     * @param lines further sentences
     * @param opened whether its details are open, since an exception stands there
     */
    record Purpose(
            String id,
            String title,
            String purpose,
            List<String> lines,
            boolean decides,
            boolean allowed,
            boolean opened,
            String summary,
            List<Item> items,
            List<Partner> partners) {}

    record Item(String name, String text) {}

    record Partner(
            String id,
            String name,
            String policy,
            String policyText,
            boolean follows,
            boolean refused,
            boolean granted) {}

    /** As it is for someone of whom nothing is known: what a record means by "shown". */
    static PurposesView blank(Register register, CentrePaths paths, Layer layer) {
        return new Build(register, Words.of(register, layer.language()), category -> false, Map.of())
                .view(paths, layer, false, false);
    }

    /** As it stands for this visitor. */
    static PurposesView of(Decision decision, CentrePaths paths, Layer layer) {
        Map<String, Boolean> exceptions =
                decision.token().map(Token::choice).map(Choice::providers).orElse(Map.of()).entrySet().stream()
                        // A grant that no longer counts is not shown as one.
                        .filter(entry -> !entry.getValue() || decision.allowsProvider(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Build(
                        decision.register(),
                        Words.of(decision.register(), layer.language()),
                        decision::allowsCategory,
                        exceptions)
                .view(paths, layer, decision.sessionOnly(), decision.asksEachTime());
    }

    private record Build(Register register, Words words, Predicate<String> allowed, Map<String, Boolean> exceptions) {
        PurposesView view(CentrePaths paths, Layer layer, boolean sessionOnly, boolean eachTime) {
            return new PurposesView(
                    words,
                    paths,
                    register.categories().stream().map(this::purpose).toList(),
                    sessionOnly,
                    eachTime,
                    words.period(register.choiceLifetime()),
                    layer.variant().signalKey().map(words::text),
                    Fields.of(register, layer));
        }

        private Purpose purpose(Category category) {
            boolean decides = category.kind() != Category.Kind.NECESSARY;
            List<Provider> providers = Partners.of(register, category);
            List<Tracker> trackers = Partners.trackers(register, category);
            return new Purpose(
                    category.id(),
                    words.of(category.title()),
                    words.of(category.purpose()),
                    lines(category),
                    decides,
                    allowed.test(category.id()),
                    providers.stream().anyMatch(provider -> exceptions.containsKey(provider.id())),
                    summary(providers, trackers),
                    trackers.stream().map(this::item).toList(),
                    decides ? providers.stream().map(this::partner).toList() : List.of());
        }

        private List<String> lines(Category category) {
            List<String> lines = new ArrayList<>();
            String description = words.of(category.description());
            if (!description.isBlank() && !description.equals(words.of(category.purpose()))) {
                lines.add(description);
            }
            Counting.of(register, category).ifPresent(counting -> lines.addAll(counting.lines(words)));
            String refusing = words.clauses(List.of(words.of(category.refusing())));
            switch (category.kind()) {
                case NECESSARY -> {}
                case CONSENT -> {
                    if (!refusing.isBlank()) {
                        lines.add(words.text("purposes.refusing", refusing));
                    }
                }
                case EXEMPT -> {
                    lines.add(words.text("purposes.exempt"));
                    if (!refusing.isBlank()) {
                        lines.add(words.text("purposes.opposing", refusing));
                    }
                }
            }
            return lines;
        }

        private String summary(List<Provider> providers, List<Tracker> trackers) {
            String counted = words.count("trackers", trackers.size());
            if (providers.isEmpty()) {
                return trackers.isEmpty() ? words.text("purposes.none") : counted;
            }
            String names = words.joined(providers.stream().map(Provider::name).toList());
            return trackers.isEmpty() ? names : words.text("purposes.partners", names, counted);
        }

        private Item item(Tracker tracker) {
            String kind = tracker.kind() == Tracker.Kind.COOKIE ? "" : " (" + words.kind(tracker.kind()) + ')';
            return new Item(
                    tracker.name().text(),
                    words.colon(words.clauses(List.of(words.of(tracker.purpose()))))
                            + ' '
                            + words.clauses(List.of(words.lifetime(tracker.lifetime())))
                            + kind);
        }

        private Partner partner(Provider provider) {
            Optional<Boolean> exception = Stream.of(provider.id())
                    .filter(exceptions::containsKey)
                    .map(exceptions::get)
                    .findFirst();
            return new Partner(
                    provider.id(),
                    provider.name(),
                    provider.policy().toString(),
                    words.text("placeholder.policy", provider.name()),
                    exception.isEmpty(),
                    exception.filter(granted -> !granted).isPresent(),
                    exception.filter(granted -> granted).isPresent());
        }
    }
}
