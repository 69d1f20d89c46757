package eu.temoin.register;

import eu.temoin.consent.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A register as a tree of maps, lists, texts, numbers and booleans, in the keys of {@code temoin.yaml} and always in the
 * same order. Defaults are written out, so that the tree says the same if a default changes one day.
 */
final class RegisterTree {
    private RegisterTree() {}

    static Map<String, Object> of(Register register) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", DraftReader.FORMAT);
        tree.put("site", site(register.site()));
        Map<String, Object> lifetimes = ordered(
                "choice",
                Durations.format(register.choiceLifetime()),
                "trackers",
                Durations.format(register.trackerLifetimeMax()));
        register.askAgainAfter().ifPresent(pause -> lifetimes.put("ask-again-after", Durations.format(pause)));
        tree.put("lifetimes", lifetimes);
        tree.put(
                "categories",
                register.categories().stream().map(RegisterTree::category).toList());
        tree.put(
                "providers",
                register.providers().stream().map(RegisterTree::provider).toList());
        tree.put(
                "trackers",
                register.trackers().stream().map(RegisterTree::tracker).toList());
        // Only where there are some: the frozen copy of a register that has none stays as it always was.
        register.preferences().ifPresent(preferences -> tree.put("preferences", preferences(preferences)));
        register.audience().ifPresent(audience -> tree.put("audience", audience(audience)));
        tree.put(
                "revisions",
                register.revisions().stream().map(RegisterTree::revision).toList());
        tree.put("workers", List.copyOf(register.workers()));
        Map<String, Object> texts = new LinkedHashMap<>();
        new TreeMap<>(register.texts()).forEach((key, wording) -> texts.put(key, wording(wording)));
        tree.put("texts", texts);
        return tree;
    }

    private static Map<String, Object> site(Site site) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", site.id());
        tree.put("name", site.name());
        tree.put("origins", site.origins().stream().map(Origin::toString).toList());
        tree.put("own", site.own().stream().map(Source::toString).toList());
        Controller controller = site.controller();
        Map<String, Object> who = ordered("name", controller.name(), "contact", controller.contact());
        controller.address().ifPresent(a -> who.put("address", a));
        controller.representative().ifPresent(r -> who.put("representative", r));
        tree.put("controller", who);
        tree.put("languages", List.copyOf(site.languages()));
        tree.put("zone", site.zone().getId());
        return tree;
    }

    private static Map<String, Object> category(Category category) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", category.id());
        tree.put("kind", Words.word(category.kind()));
        tree.put("title", wording(category.title()));
        tree.put("purpose", wording(category.purpose()));
        tree.put("description", wording(category.description()));
        tree.put("refusing", wording(category.refusing()));
        if (category.kind() != Category.Kind.NECESSARY) {
            List<String> signals = Arrays.stream(Signal.values())
                    .filter(category.refusedBy()::contains)
                    .map(Words::word)
                    .toList();
            tree.put("refused-by", signals);
        }
        tree.put("since", category.since());
        return tree;
    }

    private static Map<String, Object> provider(Provider provider) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", provider.id());
        tree.put("name", provider.name());
        tree.put("category", provider.category());
        tree.put("policy", provider.policy().toString());
        tree.put("country", provider.country());
        tree.put("sources", provider.sources().stream().map(Source::toString).toList());
        if (provider.shows() != Provider.Shows.CONTENT) {
            // Left out where it says nothing, so that registers of before it are as they were.
            tree.put("shows", Words.word(provider.shows()));
        }
        tree.put("since", provider.since());
        return tree;
    }

    private static Map<String, Object> tracker(Tracker tracker) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", tracker.name().text());
        tree.put("kind", Words.word(tracker.kind()));
        tree.put("category", tracker.category());
        tracker.provider().ifPresent(p -> tree.put("provider", p));
        tree.put("purpose", wording(tracker.purpose()));
        tree.put("lifetime", lifetime(tracker.lifetime()));
        if (tracker.kind() == Tracker.Kind.COOKIE) {
            tree.put("read-by-script", tracker.readByScript());
            tracker.domain().ifPresent(d -> tree.put("domain", d));
            tracker.path().ifPresent(p -> tree.put("path", p));
            tracker.sameSite().ifPresent(s -> tree.put("same-site", Words.word(s)));
        }
        return tree;
    }

    private static Map<String, Object> preferences(Preferences preferences) {
        Map<String, Object> tree = ordered("category", preferences.category(), "cookie", preferences.cookie());
        tree.put(
                "settings",
                preferences.settings().stream().map(RegisterTree::setting).toList());
        return tree;
    }

    private static Map<String, Object> audience(Audience audience) {
        Map<String, Object> tree = ordered("category", audience.category(), "paths", audience.paths());
        tree.put("campaigns", audience.campaigns());
        tree.put("downloads", audience.downloads());
        tree.put("health-checks", audience.healthChecks());
        tree.put("threshold", audience.threshold());
        tree.put("script", audience.script());
        if (audience.isPublic()) {
            tree.put("public", true);
        }
        return tree;
    }

    private static Map<String, Object> setting(Preferences.Setting setting) {
        Map<String, Object> tree = ordered("id", setting.id(), "title", wording(setting.title()));
        tree.put(
                "values",
                setting.values().stream()
                        .map(value -> ordered("id", value.id(), "title", wording(value.title())))
                        .toList());
        return tree;
    }

    private static String lifetime(Lifetime lifetime) {
        return lifetime.period().map(Durations::format).orElse(Durations.SESSION);
    }

    private static Map<String, Object> revision(Revision revision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", revision.number());
        tree.put("date", revision.date().toString());
        tree.put("kind", Words.word(revision.kind()));
        tree.put("reason", wording(revision.reason()));
        return tree;
    }

    private static Map<String, Object> wording(Wording wording) {
        return new TreeMap<>(wording.byLanguage());
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(key, value);
        tree.put(otherKey, otherValue);
        return tree;
    }
}
