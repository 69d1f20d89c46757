package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader reads in a policy, in plain text, so that two of them can be laid side by side.
 *
 * @param chapters by the message key of their title, in the order of the page
 */
record PolicyReading(List<Chapter> chapters) {
    /** @param items by what tells them apart from one revision to the next */
    record Chapter(String title, Map<String, Item> items) {}

    /**
     * A purpose, a tracker, a partner, a text.
     *
     * @param code whether the title is a name to be set as code
     * @param lines by the message key of their label; what says nothing is left out
     */
    record Item(String title, boolean code, Map<String, String> lines) {}

    /** @param texts keys of the texts that are read: what a site puts in place of ours, or did in the other policy */
    static PolicyReading of(Register register, String language, Set<String> texts) {
        Build build = new Build(register, Words.of(register, language));
        return new PolicyReading(List.of(
                new Chapter("policy.why", build.purposes()),
                new Chapter("policy.choice", build.choice()),
                new Chapter("policy.list", build.trackers()),
                new Chapter("policy.partners", build.partners()),
                new Chapter("policy.rights", build.controller()),
                new Chapter("compare.texts", build.texts(texts))));
    }

    private record Build(Register register, Words words) {
        Map<String, Item> purposes() {
            Map<String, Item> items = new LinkedHashMap<>();
            for (Category category : register.categories()) {
                Map<String, String> lines = new LinkedHashMap<>();
                put(lines, "policy.list.name", words.of(category.title()));
                put(lines, "compare.regime", words.text(PolicyView.kindKey(category)));
                put(lines, "policy.partners.purpose", words.of(category.purpose()));
                put(lines, "compare.description", words.of(category.description()));
                put(
                        lines,
                        "audience.title",
                        Counting.of(register, category)
                                .map(counting -> counting.text(words))
                                .orElse(""));
                put(lines, "compare.refusing", words.of(category.refusing()));
                put(lines, "compare.signals", signals(category));
                items.put(category.id(), new Item(words.of(category.title()), false, lines));
            }
            return items;
        }

        private String signals(Category category) {
            return words.joined(Stream.of(Signal.values())
                    .filter(category.refusedBy()::contains)
                    .map(signal -> signal == Signal.GPC ? "Global Privacy Control" : "Do Not Track")
                    .toList());
        }

        Map<String, Item> choice() {
            Map<String, String> lines = new LinkedHashMap<>();
            put(lines, "compare.lifetime", words.period(register.choiceLifetime()));
            return Map.of("", new Item(words.text("policy.choice"), false, lines));
        }

        Map<String, Item> trackers() {
            Map<String, Item> items = new LinkedHashMap<>();
            for (Category category : register.categories()) {
                for (Tracker tracker : Partners.trackers(register, category)) {
                    String provider = tracker.provider()
                            .flatMap(register::provider)
                            .map(Provider::name)
                            .orElse("");
                    Map<String, String> lines = new LinkedHashMap<>();
                    put(lines, "compare.kind", words.kind(tracker.kind()));
                    put(lines, "policy.partners.purpose", words.of(category.title()));
                    put(lines, "policy.list.role", words.of(tracker.purpose()));
                    put(
                            lines,
                            "policy.list.by",
                            provider.isEmpty() ? register.site().name() : provider);
                    put(
                            lines,
                            "policy.list.recipients",
                            provider.isEmpty() ? register.site().controller().name() : provider);
                    put(lines, "policy.list.duration", words.lifetime(tracker.lifetime()));
                    items.put(Anchors.tracker(tracker), new Item(tracker.name().text(), true, lines));
                }
            }
            return items;
        }

        Map<String, Item> partners() {
            Map<String, Item> items = new LinkedHashMap<>();
            for (Provider provider : register.providers()) {
                Map<String, String> lines = new LinkedHashMap<>();
                put(lines, "policy.list.name", provider.name());
                put(
                        lines,
                        "policy.partners.purpose",
                        register.category(provider.category())
                                .map(category -> words.of(category.title()))
                                .orElse(""));
                put(lines, "compare.policy", provider.policy().toString());
                put(lines, "policy.partners.country", words.country(provider.country()));
                put(
                        lines,
                        "policy.partners.hosts",
                        provider.sources().stream().map(Source::toString).collect(Collectors.joining(", ")));
                items.put(provider.id(), new Item(provider.name(), false, lines));
            }
            return items;
        }

        Map<String, Item> controller() {
            Controller controller = register.site().controller();
            Map<String, String> lines = new LinkedHashMap<>();
            put(lines, "compare.site", register.site().name());
            put(lines, "policy.rights.controller", controller.name());
            put(lines, "policy.rights.address", controller.address().orElse(""));
            put(lines, "policy.rights.contact", controller.contact());
            put(
                    lines,
                    "policy.rights.representative",
                    controller.representative().orElse(""));
            return Map.of("", new Item(words.text("policy.rights.controller"), false, lines));
        }

        /** Where the site has no words of its own, ours stand. */
        Map<String, Item> texts(Set<String> keys) {
            Map<String, Item> items = new LinkedHashMap<>();
            for (String key : new TreeSet<>(keys)) {
                Map<String, String> lines = new LinkedHashMap<>();
                put(lines, "compare.text", words.text(key));
                items.put(key, new Item(key, true, lines));
            }
            return items;
        }

        private static void put(Map<String, String> lines, String label, String text) {
            if (!text.isBlank()) {
                lines.put(label, text);
            }
        }
    }
}
