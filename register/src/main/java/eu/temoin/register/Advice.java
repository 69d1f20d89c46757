package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What is allowed in a register and probably not meant, or could be better. */
final class Advice {
    private final Register register;
    private final Positions positions;
    private final Predicate<String> publicSuffix;
    private final Problems problems;

    Advice(Register register, Positions positions, Predicate<String> publicSuffix, Problems problems) {
        this.register = register;
        this.positions = positions;
        this.publicSuffix = publicSuffix;
        this.problems = problems;
    }

    void give() {
        onLifetimes();
        register.categories().forEach(this::onCategory);
        register.providers().forEach(this::onProvider);
        for (int i = 0; i < register.trackers().size(); i++) {
            onTracker(register.trackers().get(i), String.valueOf(i));
        }
        onRevisions();
        register.audience().ifPresent(audience -> onTemplates(audience.paths()));
    }

    /** The first that fits a path is the one: what an earlier one covers never counts anything. */
    private void onTemplates(List<String> templates) {
        for (int i = 0; i < templates.size(); i++) {
            String template = templates.get(i);
            Optional<String> before = templates.subList(0, i).stream()
                    .filter(earlier -> covers(earlier, template))
                    .findFirst();
            if (before.isPresent()) {
                problems.add(
                        Code.TEMPLATE_COVERED,
                        positions.of("audience", "paths", String.valueOf(i)),
                        "`" + before.get() + "` above fits every path that `" + template + "` does",
                        "move it above that one, or delete it");
            }
        }
    }

    private static boolean covers(String earlier, String later) {
        String[] wide = earlier.split("/", -1);
        String[] narrow = later.split("/", -1);
        boolean covers = wide.length == narrow.length;
        for (int i = 0; covers && i < wide.length; i++) {
            // A placeholder stands for a segment that is not empty.
            covers = wide[i].equals(narrow[i]) || wide[i].equals("{}") && !narrow[i].isEmpty();
        }
        return covers;
    }

    private void onLifetimes() {
        if (Durations.days(register.choiceLifetime()) > Durations.days(Limits.CHOICE_DEFAULT)) {
            problems.add(
                    Code.CHOICE_TOO_LONG,
                    positions.of("lifetimes", "choice"),
                    "a choice is kept for " + Durations.format(register.choiceLifetime())
                            + "; the CNIL takes 6 months as good practice",
                    "write `choice: 6 months`, or be ready to say why longer");
        }
        if (Durations.days(register.trackerLifetimeMax()) > Durations.days(Limits.TRACKERS_DEFAULT)) {
            problems.add(
                    Code.TRACKERS_TOO_LONG,
                    positions.of("lifetimes", "trackers"),
                    "trackers may live for " + Durations.format(register.trackerLifetimeMax())
                            + "; browsers cut cookies at 400 days",
                    "write `trackers: 13 months`, or be ready to say why longer");
        }
    }

    private void onCategory(Category category) {
        boolean isUsed = register.providers().stream()
                        .anyMatch(p -> p.category().equals(category.id()))
                || register.trackers().stream().anyMatch(t -> t.category().equals(category.id()))
                || register.audience()
                        .filter(a -> a.category().equals(category.id()))
                        .isPresent();
        // The consent cookie itself is strictly necessary, so that such a category is never empty.
        if (!isUsed && category.kind() != Category.Kind.NECESSARY) {
            problems.add(
                    Code.CATEGORY_UNUSED,
                    positions.of("categories", category.id(), "id"),
                    "visitors are asked about `" + category.id() + "`, and nothing is in it",
                    "declare its trackers and providers, or delete it");
        }
    }

    private void onProvider(Provider provider) {
        Place place = positions.of("providers", provider.id(), "id");
        boolean hasTracker =
                register.trackers().stream().anyMatch(t -> t.provider().equals(Optional.of(provider.id())));
        if (provider.sources().isEmpty() && !hasTracker) {
            problems.add(
                    Code.PROVIDER_UNUSED,
                    place,
                    "`" + provider.id() + "` has neither a source nor a tracker",
                    "declare what loads from it, or delete it");
        }
        if (provider.policy().getScheme().equals("http")
                && !isLocal(provider.policy().getHost())) {
            problems.add(
                    Code.POLICY_OVER_HTTP,
                    positions.of("providers", provider.id(), "policy"),
                    "the privacy policy is linked over http",
                    "link it over https");
        }
        for (int i = 0; i < provider.sources().size(); i++) {
            Source source = provider.sources().get(i);
            boolean isSiteHost = !source.wildcard()
                    && register.site().origins().stream().anyMatch(o -> o.host().equals(source.host()));
            if (isSiteHost && !isAtTheSite(source)) {
                problems.add(
                        Code.SITE_AT_OTHER_PORT,
                        positions.of("providers", provider.id(), "sources", String.valueOf(i)),
                        "`" + source + "` is on a host of the site, at a port where the site is not",
                        "write the port of the origin, or `" + source.host() + ":*" + source.path() + '`');
            }
            if (source.wildcard() && publicSuffix.test(source.host())) {
                problems.add(
                        Code.PUBLIC_SUFFIX,
                        positions.of("providers", provider.id(), "sources", String.valueOf(i)),
                        "anybody can have a site under `" + source.host() + '`',
                        "name the provider's own hosts");
            }
        }
    }

    private boolean isAtTheSite(Source source) {
        return register.site().origins().stream().anyMatch(o -> SourceChecks.isAt(source, o));
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private void onTracker(Tracker tracker, String index) {
        Category category = register.category(tracker.category()).orElseThrow();
        Optional<Provider> provider = tracker.provider().flatMap(register::provider);
        Place place = positions.of("trackers", index, "name");
        if (category.kind() == Category.Kind.NECESSARY
                && provider.filter(p -> !p.category().equals(category.id())).isPresent()) {
            problems.add(
                    Code.NECESSARY_FROM_OTHERS,
                    place,
                    "`" + tracker.name().text()
                            + "` is called strictly necessary and comes from a provider that is not",
                    "check the category: what is misfiled as strictly necessary is what gets fined");
        }
        if (tracker.kind() == Tracker.Kind.COOKIE) {
            onCookie(tracker, category, index, place);
        }
    }

    private void onCookie(Tracker tracker, Category category, String index, Place place) {
        String lower = tracker.name().text().toLowerCase(Locale.ROOT);
        boolean isHostPrefixed = lower.startsWith("__host-");
        boolean needsSecure = isHostPrefixed
                || lower.startsWith("__secure-")
                || tracker.sameSite().equals(Optional.of(Tracker.SameSite.NONE));
        Optional<Origin> insecure = register.site().origins().stream()
                .filter(o -> !o.isSecure() && !isLocal(o.host()))
                .findFirst();
        if (needsSecure && tracker.provider().isEmpty() && insecure.isPresent()) {
            problems.add(
                    Code.NEEDS_HTTPS,
                    place,
                    "a browser takes this cookie over https only, and the site has the origin " + insecure.get(),
                    "serve the site over https only");
        }
        boolean couldBePrefixed = category.kind() == Category.Kind.NECESSARY
                && !isHostPrefixed
                && tracker.name().isExact()
                && tracker.provider().isEmpty()
                && tracker.domain().isEmpty()
                && tracker.path().filter(p -> !p.equals("/")).isEmpty()
                && register.site().origins().stream().allMatch(Origin::isSecure);
        if (couldBePrefixed) {
            problems.add(
                    Code.COULD_BE_HOST_PREFIXED,
                    positions.of("trackers", index, "name"),
                    "`" + tracker.name().text() + "` has no domain and the whole site as its path",
                    "let the site name it `__Host-" + tracker.name().text()
                            + "`, and no other host can set it in its place");
        }
    }

    private void onRevisions() {
        List<Revision> revisions = register.revisions();
        for (Revision revision : revisions.subList(1, revisions.size())) {
            int number = revision.number();
            boolean isNamed = register.categories().stream().anyMatch(c -> c.since() == number)
                    || register.providers().stream().anyMatch(p -> p.since() == number);
            boolean isLast = number == revisions.size();
            if (revision.kind() == Revision.Kind.MATERIAL && isLast && !isNamed) {
                problems.add(
                        Code.REVISION_ASKS_NOBODY,
                        positions.of("revisions", String.valueOf(number - 1), "kind"),
                        "revision " + number + " is material, and no category or provider has `since: " + number + '`',
                        "write it on what changed, so that consent is asked again, or call the revision editorial");
            }
        }
    }
}
