package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The policy for machines; {@code docs/spec/policy.md} says what each member means. */
final class PolicyData {
    static final String FORMAT = "temoin-policy/1";

    private final Register register;
    private final CentrePaths paths;
    private final Revisions revisions;
    private final String site;

    private PolicyData(Register register, CentrePaths paths, Revisions revisions) {
        this.register = register;
        this.paths = paths;
        this.revisions = revisions;
        this.site = register.site().origins().getFirst().toString();
    }

    static String of(Register register, CentrePaths paths, Revisions revisions) {
        return JsonText.of(new PolicyData(register, paths, revisions).tree());
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("site", site(register.site()));
        tree.put("controller", controller(register.site().controller()));
        tree.put("revision", revision(register.revision()));
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("cookie", TokenVerifier.COOKIE);
        choice.put("lifetime", register.choiceLifetime().toString());
        tree.put("choice", choice);
        tree.put(
                "categories", register.categories().stream().map(this::category).toList());
        tree.put("providers", register.providers().stream().map(this::provider).toList());
        List<Object> trackers = new ArrayList<>();
        for (OwnCookie own : OwnCookie.of(register)) {
            trackers.add(own(own));
        }
        register.trackers().forEach(tracker -> trackers.add(tracker(tracker)));
        tree.put("trackers", trackers);
        tree.put(
                "revisions",
                register.revisions().reversed().stream().map(this::revision).toList());
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("policy", site + paths.policy());
        links.put("feed", site + paths.policyFeed());
        links.put("compare", site + paths.comparison());
        links.put("centre", site + paths.centre());
        tree.put("links", links);
        return tree;
    }

    private static Map<String, Object> site(Site site) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", site.id());
        tree.put("name", site.name());
        tree.put("origins", site.origins().stream().map(Object::toString).toList());
        tree.put("languages", site.languages());
        tree.put("zone", site.zone().getId());
        return tree;
    }

    private static Map<String, Object> controller(Controller controller) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", controller.name());
        tree.put("contact", controller.contact());
        controller.address().ifPresent(address -> tree.put("address", address));
        controller.representative().ifPresent(representative -> tree.put("representative", representative));
        return tree;
    }

    private Map<String, Object> category(Category category) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", category.id());
        tree.put("kind", word(category.kind()));
        tree.put("title", texts(category.title()));
        tree.put("purpose", texts(category.purpose()));
        tree.put("description", texts(category.description()));
        tree.put("refusing", texts(category.refusing()));
        tree.put(
                "refusedBy",
                Stream.of(Signal.values())
                        .filter(category.refusedBy()::contains)
                        .map(PolicyData::word)
                        .toList());
        tree.put("since", category.since());
        return tree;
    }

    private Map<String, Object> provider(Provider provider) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", provider.id());
        tree.put("name", provider.name());
        tree.put("category", provider.category());
        tree.put("policy", provider.policy().toString());
        tree.put("country", provider.country());
        tree.put("sources", provider.sources().stream().map(Source::toString).toList());
        tree.put("since", provider.since());
        tree.put("url", site + paths.policy() + '#' + Anchors.provider(provider.id()));
        return tree;
    }

    private Map<String, Object> tracker(Tracker tracker) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", tracker.name().text());
        tree.put("kind", word(tracker.kind()));
        tree.put("category", tracker.category());
        tracker.provider().ifPresent(provider -> tree.put("provider", provider));
        tree.put("purpose", texts(tracker.purpose()));
        tree.put("lifetime", tracker.lifetime().period().map(Object::toString).orElse("session"));
        tracker.domain().ifPresent(domain -> tree.put("domain", domain));
        tracker.path().ifPresent(path -> tree.put("path", path));
        tree.put("url", site + paths.policy() + '#' + Anchors.tracker(tracker));
        return tree;
    }

    private Map<String, Object> own(OwnCookie own) {
        Map<String, Object> purpose = new LinkedHashMap<>();
        register.site()
                .languages()
                .forEach(language -> purpose.put(language, own.purpose(Words.of(register, language))));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", own.text());
        tree.put("kind", word(Tracker.Kind.COOKIE));
        register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.NECESSARY)
                .findFirst()
                .ifPresent(category -> tree.put("category", category.id()));
        tree.put("purpose", purpose);
        tree.put("lifetime", own.isoLifetime(register));
        tree.put("path", own.path(paths));
        tree.put("url", site + paths.policy() + '#' + Anchors.tracker(Tracker.Kind.COOKIE, own.text()));
        return tree;
    }

    private Map<String, Object> revision(Revision revision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", revision.number());
        tree.put("date", revision.date().toString());
        tree.put("kind", word(revision.kind()));
        tree.put("reason", texts(revision.reason()));
        if (revisions.isKept(revision.number())) {
            tree.put("url", site + paths.policy(revision.number()));
        }
        return tree;
    }

    private static Map<String, String> texts(Wording wording) {
        return wording.byLanguage();
    }

    /** As the register's file writes it: {@code local-storage}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
