package eu.temoin.consent;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed from one register to another, for those who agreed to the first. Pure.
 *
 * <p>Consent is to purposes, of somebody, by means that were named. So whatever is new, goes to somebody else or
 * somewhere else, reaches further or lasts longer is {@link Change.Weight#MATERIAL}: nobody agreed to it. What is taken
 * away, shortened or narrowed is {@link Change.Weight#EDITORIAL}. Revisions are not compared; a {@code since} is only
 * where nothing else says why it was raised.
 *
 * <p>Registers that are several revisions apart are compared as they stand: what came and went in between is nothing
 * that anybody has to agree to.
 */
public final class Changes {
    /** Where a number of days must be compared with a number of months. */
    private static final LocalDate REFERENCE_DAY = LocalDate.of(2026, 1, 1);

    private final Register before;
    private final Register after;
    private final List<Change> found = new ArrayList<>();

    private Changes(Register before, Register after) {
        this.before = before;
        this.after = after;
    }

    /** Every change, in the order of the later register: the site, categories, providers, trackers. */
    public static List<Change> between(Register before, Register after) {
        Changes changes = new Changes(before, after);
        changes.site();
        new AudienceChanges(before, after, changes.found).find();
        changes.categories();
        changes.providers();
        new TrackerChanges(before, after, changes.found).find();
        changes.raised();
        return List.copyOf(changes.found);
    }

    /** The kind that a revision with these changes must at least have. */
    public static Revision.Kind kind(List<Change> changes) {
        return changes.stream().anyMatch(Change::isMaterial) ? Revision.Kind.MATERIAL : Revision.Kind.EDITORIAL;
    }

    /** Days of a lifetime, so that two can be compared; a session is the shortest. */
    static long days(Lifetime lifetime) {
        return lifetime.isSession() ? -1 : lifetime.daysFrom(REFERENCE_DAY);
    }

    private void editorial(Change.What what, Change.Subject subject, String was, String is) {
        found.add(new Change(what, subject, was, is, Set.of(), Set.of()));
    }

    private void editorialIfOther(Change.What what, Object was, Object is) {
        if (!was.equals(is)) {
            editorial(what, Change.SITE, String.valueOf(was), String.valueOf(is));
        }
    }

    private void site() {
        Site was = before.site();
        Site is = after.site();
        String controllerWas = was.controller().name();
        String controllerIs = is.controller().name();
        if (!controllerWas.equals(controllerIs)) {
            if (plain(controllerWas).equals(plain(controllerIs))) {
                editorial(Change.What.SPELLING, Change.SITE, controllerWas, controllerIs);
            } else {
                // Who is responsible is the first thing that somebody is told: every answer was given to them.
                Set<String> all = ids(after.categories());
                found.add(new Change(Change.What.CONTROLLER, Change.SITE, controllerWas, controllerIs, all, Set.of()));
            }
        }
        editorialIfOther(Change.What.CONTROLLER_DETAIL, detail(was.controller()), detail(is.controller()));
        editorialIfOther(Change.What.SITE_NAME, was.name(), is.name());
        editorialIfOther(Change.What.ORIGINS, was.origins(), is.origins());
        own();
        editorialIfOther(Change.What.LANGUAGES, was.languages(), is.languages());
        editorialIfOther(Change.What.ZONE, was.zone(), is.zone());
        // A choice ends on the day that its own token and record name.
        editorialIfOther(Change.What.CHOICE_LIFETIME, before.choiceLifetime(), after.choiceLifetime());
        editorialIfOther(Change.What.ASK_AGAIN_AFTER, before.askAgainAfter(), after.askAgainAfter());
        editorialIfOther(Change.What.TRACKER_LIFETIME_MAX, before.trackerLifetimeMax(), after.trackerLifetimeMax());
        editorialIfOther(Change.What.WORKERS, before.workers(), after.workers());
        Set<String> keys = new LinkedHashSet<>(before.texts().keySet());
        keys.addAll(after.texts().keySet());
        List<String> others = keys.stream()
                .filter(key ->
                        !Objects.equals(before.texts().get(key), after.texts().get(key)))
                .sorted()
                .collect(Collectors.toList());
        if (!others.isEmpty()) {
            editorial(Change.What.TEXTS, Change.SITE, "", String.join(", ", others));
        }
        settings();
    }

    /** A setting that was not remembered before is one more thing that is kept; fewer, or others of its values, are not. */
    private void settings() {
        if (before.preferences().equals(after.preferences())) {
            return;
        }
        List<String> was = settings(before);
        List<String> is = settings(after);
        List<String> added = new ArrayList<>(is);
        added.removeAll(was);
        Optional<Category> category =
                after.preferences().flatMap(preferences -> after.category(preferences.category()));
        if (added.isEmpty() || category.isEmpty()) {
            editorial(Change.What.SETTINGS, Change.SITE, String.join(", ", was), String.join(", ", is));
        } else {
            add(Change.What.SETTINGS_ADDED, category.get(), "", String.join(", ", added));
        }
    }

    private static List<String> settings(Register register) {
        return register.preferences().stream()
                .flatMap(preferences -> preferences.settings().stream())
                .map(Preferences.Setting::id)
                .collect(Collectors.toList());
    }

    private static List<String> detail(Controller controller) {
        return List.of(
                controller.contact(),
                controller.address().orElse(""),
                controller.representative().orElse(""));
    }

    /** What comes from the site's own hosts always passes: a further one is as new as a tracker that is. */
    private void own() {
        for (Source source : after.site().own()) {
            if (before.site().own().stream().noneMatch(known -> known.covers(source))) {
                found.add(new Change(
                        Change.What.OWN_ADDED, Change.SITE, "", source.toString(), passing(source), Set.of()));
            }
        }
        for (Source source : before.site().own()) {
            if (!after.site().own().contains(source)) {
                editorial(Change.What.OWN_REMOVED, Change.SITE, source.toString(), "");
            }
        }
    }

    /** The categories of the providers whose place it was; else the strictly necessary ones, which pass like it. */
    private Set<String> passing(Source source) {
        Set<String> ids = before.providers().stream()
                .filter(p -> p.sources().stream().anyMatch(s -> s.covers(source) || source.covers(s)))
                .map(Provider::category)
                .filter(id -> after.category(id).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            after.categories().stream()
                    .filter(category -> category.kind() == Category.Kind.NECESSARY)
                    .forEach(category -> ids.add(category.id()));
        }
        return ids.isEmpty() ? ids(after.categories()) : ids;
    }

    private static Set<String> ids(List<Category> categories) {
        return categories.stream().map(Category::id).collect(Collectors.toSet());
    }

    private void categories() {
        for (Category is : after.categories()) {
            Optional<Category> was = before.category(is.id());
            if (was.isPresent()) {
                category(was.get(), is);
            } else {
                add(Change.What.CATEGORY_ADDED, is, "", is.id());
            }
        }
        for (Category was : before.categories()) {
            if (after.category(was.id()).isEmpty()) {
                editorial(Change.What.CATEGORY_REMOVED, new Change.OfCategory(was), was.id(), "");
            }
        }
        order(
                before.categories().stream().map(Category::id).collect(Collectors.toList()),
                after.categories().stream().map(Category::id).collect(Collectors.toList()));
        order(
                before.providers().stream().map(Provider::id).collect(Collectors.toList()),
                after.providers().stream().map(Provider::id).collect(Collectors.toList()));
    }

    /** What both have, in another order. */
    private void order(List<String> was, List<String> is) {
        List<String> kept = new ArrayList<>(was);
        kept.retainAll(is);
        List<String> now = new ArrayList<>(is);
        now.retainAll(was);
        if (!kept.equals(now)) {
            editorial(Change.What.ORDER, Change.SITE, String.join(", ", kept), String.join(", ", now));
        }
    }

    private void category(Category was, Category is) {
        if (was.kind() != is.kind()) {
            add(Change.What.CATEGORY_KIND, is, word(was.kind()), word(is.kind()));
        }
        Change.Subject subject = new Change.OfCategory(is);
        Set<String> own = Set.of(is.id());
        text(found, Change.What.CATEGORY_TITLE, subject, was.title(), is.title(), own, Set.of());
        text(found, Change.What.CATEGORY_PURPOSE, subject, was.purpose(), is.purpose(), own, Set.of());
        text(found, Change.What.CATEGORY_DESCRIPTION, subject, was.description(), is.description(), own, Set.of());
        text(found, Change.What.CATEGORY_REFUSING, subject, was.refusing(), is.refusing(), own, Set.of());
        if (!was.refusedBy().equals(is.refusedBy())) {
            if (is.refusedBy().containsAll(was.refusedBy())) {
                editorial(Change.What.SIGNALS_MORE, subject, signals(was), signals(is));
            } else {
                add(Change.What.SIGNALS_FEWER, is, signals(was), signals(is));
            }
        }
    }

    private void add(Change.What what, Category category, String was, String is) {
        found.add(new Change(what, new Change.OfCategory(category), was, is, Set.of(category.id()), Set.of()));
    }

    private static String signals(Category category) {
        return category.refusedBy().stream().map(Changes::word).sorted().collect(Collectors.joining(", "));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void providers() {
        for (Provider is : after.providers()) {
            Optional<Provider> was = before.provider(is.id());
            if (was.isPresent()) {
                provider(was.get(), is);
            } else {
                add(Change.What.PROVIDER_ADDED, is, "", is.id());
            }
        }
        for (Provider was : before.providers()) {
            if (after.provider(was.id()).isEmpty()) {
                editorial(Change.What.PROVIDER_REMOVED, new Change.OfProvider(was), was.id(), "");
            }
        }
    }

    private void provider(Provider was, Provider is) {
        Change.Subject subject = new Change.OfProvider(is);
        if (!was.name().equals(is.name())) {
            if (plain(was.name()).equals(plain(is.name()))) {
                editorial(Change.What.SPELLING, subject, was.name(), is.name());
            } else {
                add(Change.What.PROVIDER_NAME, is, was.name(), is.name());
            }
        }
        if (!was.category().equals(is.category())) {
            add(Change.What.PROVIDER_MOVED, is, was.category(), is.category());
        }
        if (!was.country().equals(is.country())) {
            add(Change.What.PROVIDER_COUNTRY, is, was.country(), is.country());
        }
        if (!was.policy().equals(is.policy())) {
            String from = was.policy().toString();
            String to = is.policy().toString();
            if (sameHouse(was.policy(), is.policy())) {
                editorial(Change.What.PROVIDER_POLICY, subject, from, to);
            } else {
                add(Change.What.PROVIDER_POLICY_HOST, is, from, to);
            }
        }
        if (was.shows() != is.shows()) {
            editorial(Change.What.PROVIDER_SHOWS, subject, word(was.shows()), word(is.shows()));
        }
        for (Source source : is.sources()) {
            if (was.sources().contains(source)) {
                continue;
            }
            if (was.sources().stream().anyMatch(known -> known.covers(source))) {
                editorial(Change.What.SOURCE_NARROWER, subject, "", source.toString());
            } else {
                add(Change.What.SOURCE_ADDED, is, "", source.toString());
            }
        }
        for (Source source : was.sources()) {
            if (!is.sources().contains(source)) {
                editorial(Change.What.SOURCE_REMOVED, subject, source.toString(), "");
            }
        }
    }

    private void add(Change.What what, Provider provider, String was, String is) {
        found.add(new Change(what, new Change.OfProvider(provider), was, is, Set.of(), Set.of(provider.id())));
    }

    /** The same host, or one below the other. */
    private static boolean sameHouse(URI one, URI other) {
        String a = '.' + String.valueOf(one.getHost()).toLowerCase(Locale.ROOT);
        String b = '.' + String.valueOf(other.getHost()).toLowerCase(Locale.ROOT);
        return a.endsWith(b) || b.endsWith(a);
    }

    /** Where a {@code since} went up and nothing else says why. */
    private void raised() {
        Set<String> categories = new HashSet<>();
        Set<String> providers = new HashSet<>();
        found.forEach(change -> {
            categories.addAll(change.categories());
            providers.addAll(change.providers());
        });
        for (Category is : after.categories()) {
            before.category(is.id())
                    .filter(was -> was.since() < is.since() && !categories.contains(is.id()))
                    .ifPresent(was ->
                            add(Change.What.SINCE_RAISED, is, String.valueOf(was.since()), String.valueOf(is.since())));
        }
        for (Provider is : after.providers()) {
            before.provider(is.id())
                    .filter(was -> was.since() < is.since() && !providers.contains(is.id()))
                    .ifPresent(was ->
                            add(Change.What.SINCE_RAISED, is, String.valueOf(was.since()), String.valueOf(is.since())));
        }
    }

    /** A text that differs in a language that both registers have; a translation that came or went is no other text. */
    static void text(
            List<Change> found,
            Change.What what,
            Change.Subject subject,
            Wording was,
            Wording is,
            Set<String> categories,
            Set<String> providers) {
        Map<String, String> earlier = was.byLanguage();
        Map<String, String> differing = new LinkedHashMap<>();
        boolean another = false;
        for (Map.Entry<String, String> text : is.byLanguage().entrySet()) {
            String old = earlier.get(text.getKey());
            if (old != null && !old.equals(text.getValue())) {
                differing.put(old, text.getValue());
                another |= !plain(old).equals(plain(text.getValue()));
            }
        }
        if (differing.isEmpty()) {
            return;
        }
        Map.Entry<String, String> first = differing.entrySet().iterator().next();
        found.add(
                another
                        ? new Change(what, subject, first.getKey(), first.getValue(), categories, providers)
                        : new Change(
                                Change.What.SPELLING, subject, first.getKey(), first.getValue(), Set.of(), Set.of()));
    }

    /** A text without what typography alone decides: kinds of space, apostrophe, quote and dash. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return;
            }
            switch (c) {
                case '\u2018', '\u2019', '\u02BC' -> plain.append('\'');
                case '\u201C', '\u201D', '\u00AB', '\u00BB' -> plain.append('"');
                case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014' -> plain.append('-');
                default -> plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }
}
