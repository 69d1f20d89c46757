package eu.temoin.centre;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of trackers that may not stay any longer: told apart by what this site knows and can do. A browser says the
 * names of the cookies that it sends with this one request, and nothing of any other.
 *
 * @param deleted cookies that arrived and are expired by this answer
 * @param perhaps cookies that did not arrive, expired all the same, by their exact names
 * @param patterns names with a star of which none arrived: expired when one does
 * @param keys storage keys, which our script removes as the page opens
 * @param beyond cookies on a domain that is not the site's, which only the browser can delete
 */
record Cleared(
        Set<String> deleted, List<String> perhaps, List<String> patterns, List<String> keys, List<Tracker> beyond) {
    static final Cleared NOTHING = new Cleared(Set.of(), List.of(), List.of(), List.of(), List.of());

    static Cleared of(Register register, List<Tracker> gone, Set<String> arrived) {
        Set<String> deleted = new LinkedHashSet<>();
        List<String> perhaps = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Tracker> beyond = new ArrayList<>();
        for (Tracker tracker : gone) {
            String name = tracker.name().text();
            switch (tracker.kind()) {
                case COOKIE -> {
                    List<String> present =
                            arrived.stream().filter(tracker.name()::matches).toList();
                    if (BrowserView.isElsewhere(register, tracker)) {
                        beyond.add(tracker);
                    } else if (!present.isEmpty()) {
                        deleted.addAll(present);
                    } else {
                        (tracker.name().isExact() ? perhaps : patterns).add(name);
                    }
                }
                case LOCAL_STORAGE, SESSION_STORAGE -> keys.add(name);
                case PIXEL, SCRIPT -> {}
            }
        }
        return new Cleared(deleted, perhaps, patterns, keys, beyond);
    }

    /** In words, the surest first. */
    List<Html> lines(Words words, CentrePaths paths, Register register) {
        List<Html> lines = new ArrayList<>();
        if (!deleted.isEmpty()) {
            lines.add(words.html("done.deleted", names(words, deleted)));
        }
        if (!perhaps.isEmpty()) {
            String key = deleted.isEmpty() ? "done.perhaps" : "done.perhaps.also";
            lines.add(words.html(key, names(words, perhaps)));
        }
        if (!patterns.isEmpty()) {
            lines.add(words.html("done.patterns", names(words, patterns)));
        }
        Html how = Html.link(
                paths.browser() + "?lang=" + words.language() + "#forget", words.text("browser.storage.link"));
        if (!keys.isEmpty()) {
            lines.add(new Html(words.html("done.keys", names(words, keys)).markup() + "<noscript> "
                    + words.html("done.keys.noscript", how).markup() + "</noscript>"));
        }
        if (!beyond.isEmpty()) {
            List<Html> names = beyond.stream()
                    .map(tracker -> words.html(
                            "done.beyond.one", Html.code(tracker.name().text()), provider(register, tracker)))
                    .toList();
            lines.add(words.html("done.beyond", words.joinedHtml(names), how));
        }
        return lines;
    }

    private static Html names(Words words, Iterable<String> names) {
        List<Html> codes = new ArrayList<>();
        names.forEach(name -> codes.add(Html.code(name)));
        return words.joinedHtml(codes);
    }

    private static String provider(Register register, Tracker tracker) {
        return tracker.provider()
                .flatMap(register::provider)
                .map(Provider::name)
                .or(tracker::domain)
                .orElse("");
    }
}
