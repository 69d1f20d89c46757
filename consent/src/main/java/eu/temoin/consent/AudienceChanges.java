package eu.temoin.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What changed about the counting of visitors: a part of {@link Changes}.
 *
 * <p>What is counted of somebody is part of what they were told (GDPR article 4(11), "informed"), and so is from how many
 * on a figure is shown, and to whom. Templates of paths and health checks only say under which name a page is counted, or that nobody
 * reads it.
 */
final class AudienceChanges {
    private final Register before;
    private final Register after;
    private final List<Change> found;

    AudienceChanges(Register before, Register after, List<Change> found) {
        this.before = before;
        this.after = after;
        this.found = found;
    }

    void find() {
        Optional<Audience> was = before.audience();
        Optional<Audience> is = after.audience();
        if (was.equals(is)) {
            return;
        }
        Optional<Category> category = is.flatMap(audience -> after.category(audience.category()));
        if (is.isEmpty() || category.isEmpty()) {
            editorial(was.map(Audience::category).orElse(""), "");
        } else if (was.filter(audience -> audience.category().equals(is.get().category()))
                .isEmpty()) {
            // Of a category that counted nothing nobody was told that it would.
            material(
                    Change.What.AUDIENCE_ADDED,
                    category.get(),
                    "",
                    category.get().id());
        } else {
            compare(was.get(), is.get(), category.get());
        }
    }

    private void compare(Audience was, Audience is, Category category) {
        int known = found.size();
        List<String> more = added(was.campaigns(), is.campaigns(), "");
        more.addAll(added(was.downloads(), is.downloads(), "*."));
        if (!more.isEmpty()) {
            material(Change.What.AUDIENCE_MORE, category, "", String.join(", ", more));
        }
        if (is.script() && !was.script()) {
            // It runs in the visitor's own browser, which is more than counting what arrives here.
            material(Change.What.AUDIENCE_SCRIPT, category, "", "");
        }
        if (is.threshold() < was.threshold()) {
            material(
                    Change.What.AUDIENCE_THRESHOLD,
                    category,
                    String.valueOf(was.threshold()),
                    String.valueOf(is.threshold()));
        }
        if (is.isPublic() && !was.isPublic()) {
            material(Change.What.AUDIENCE_PUBLIC, category, "", category.id());
        }
        if (found.size() == known) {
            editorial(text(was), text(is));
        }
    }

    private static List<String> added(List<String> was, List<String> is, String mark) {
        List<String> added = new ArrayList<>();
        for (String one : is) {
            if (!was.contains(one)) {
                added.add(mark + one);
            }
        }
        return added;
    }

    private static String text(Audience audience) {
        List<String> text = new ArrayList<>(audience.paths());
        text.addAll(audience.campaigns());
        audience.downloads().forEach(extension -> text.add("*." + extension));
        text.addAll(audience.healthChecks());
        text.add(String.valueOf(audience.threshold()));
        if (audience.script()) {
            text.add("script");
        }
        if (audience.isPublic()) {
            text.add("public");
        }
        return String.join(", ", text);
    }

    private void material(Change.What what, Category category, String was, String is) {
        found.add(new Change(what, new Change.OfCategory(category), was, is, Set.of(category.id()), Set.of()));
    }

    private void editorial(String was, String is) {
        found.add(new Change(Change.What.AUDIENCE, Change.SITE, was, is, Set.of(), Set.of()));
    }
}
