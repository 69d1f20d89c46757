package eu.temoin.consent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed about the trackers of a register: a part of {@link Changes}. */
final class TrackerChanges {
    private final Register before;
    private final Register after;
    private final List<Change> found;

    TrackerChanges(Register before, Register after, List<Change> found) {
        this.before = before;
        this.after = after;
        this.found = found;
    }

    void find() {
        Map<String, Tracker> earlier = byName(before);
        Map<String, Tracker> later = byName(after);
        later.forEach((name, is) -> {
            Tracker was = earlier.get(name);
            if (was == null) {
                add(Change.What.TRACKER_ADDED, is, "", is.name().text());
            } else if (!was.equals(is)) {
                changed(was, is);
            }
        });
        earlier.forEach((name, was) -> {
            if (!later.containsKey(name)) {
                editorial(Change.What.TRACKER_REMOVED, was, was.name().text(), "");
            }
        });
    }

    /** A tracker is told by its kind and name; a cookie and a storage key may share a name. */
    private static Map<String, Tracker> byName(Register register) {
        Map<String, Tracker> byName = new LinkedHashMap<>();
        register.trackers()
                .forEach(tracker ->
                        byName.put(tracker.kind() + " " + tracker.name().text(), tracker));
        return byName;
    }

    private void changed(Tracker was, Tracker is) {
        if (!was.category().equals(is.category())) {
            add(Change.What.TRACKER_MOVED, is, was.category(), is.category());
        }
        if (!was.provider().equals(is.provider())) {
            add(
                    Change.What.TRACKER_HOLDER,
                    is,
                    was.provider().orElse(""),
                    is.provider().orElse(""));
        }
        Home home = home(is);
        Changes.text(
                found,
                Change.What.TRACKER_PURPOSE,
                new Change.OfTracker(is),
                was.purpose(),
                is.purpose(),
                home.categories(),
                home.providers());
        long daysWas = Changes.days(was.lifetime());
        long daysIs = Changes.days(is.lifetime());
        if (daysIs > daysWas) {
            add(Change.What.LIFETIME_LONGER, is, text(was.lifetime()), text(is.lifetime()));
        } else if (daysIs < daysWas) {
            editorial(Change.What.LIFETIME_SHORTER, is, text(was.lifetime()), text(is.lifetime()));
        }
        cookie(was, is);
    }

    private void cookie(Tracker was, Tracker is) {
        String domainWas = was.domain().orElse("");
        String domainIs = is.domain().orElse("");
        if (!domainWas.equals(domainIs)) {
            boolean narrower = domainIs.isEmpty() || ('.' + domainIs).endsWith('.' + domainWas) && !domainWas.isEmpty();
            if (narrower) {
                editorial(Change.What.REACH_NARROWER, is, domainWas, domainIs);
            } else {
                add(Change.What.REACH_WIDER, is, domainWas, domainIs);
            }
        }
        boolean sentAcross = is.sameSite().equals(Optional.of(Tracker.SameSite.NONE));
        if (!was.sameSite().equals(is.sameSite()) && sentAcross) {
            add(Change.What.SENT_ACROSS_SITES, is, sameSite(was), sameSite(is));
        } else if (!was.sameSite().equals(is.sameSite())) {
            editorial(Change.What.COOKIE_DETAIL, is, sameSite(was), sameSite(is));
        }
        if (!was.path().equals(is.path())) {
            editorial(
                    Change.What.COOKIE_DETAIL,
                    is,
                    was.path().orElse(""),
                    is.path().orElse(""));
        }
        if (was.readByScript() != is.readByScript()) {
            editorial(
                    Change.What.COOKIE_DETAIL,
                    is,
                    "read-by-script: " + was.readByScript(),
                    "read-by-script: " + is.readByScript());
        }
    }

    private static String sameSite(Tracker tracker) {
        return tracker.sameSite().map(Changes::word).orElse("");
    }

    private static String text(Lifetime lifetime) {
        return lifetime.period().map(String::valueOf).orElse("session");
    }

    /** Whose grants let a tracker pass, as ids. */
    private record Home(Set<String> categories, Set<String> providers) {}

    /**
     * A provider's tracker in the provider's own category passes while the provider does. In any other, or of the site
     * itself, it passes with the category.
     */
    private Home home(Tracker tracker) {
        Optional<String> provider = tracker.provider()
                .filter(id -> after.provider(id)
                        .filter(p -> p.category().equals(tracker.category()))
                        .isPresent());
        return provider.map(id -> new Home(Set.of(), Set.of(id)))
                .orElseGet(() -> new Home(Set.of(tracker.category()), Set.of()));
    }

    private void add(Change.What what, Tracker tracker, String was, String is) {
        Home home = home(tracker);
        found.add(new Change(what, new Change.OfTracker(tracker), was, is, home.categories(), home.providers()));
    }

    private void editorial(Change.What what, Tracker tracker, String was, String is) {
        found.add(new Change(what, new Change.OfTracker(tracker), was, is, Set.of(), Set.of()));
    }
}
