package eu.temoin.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A register arranged for looking things up by name and by place. */
final class RegisterIndex {
    /** A declared tracker with its two possible verdicts, so that a verdict allocates nothing. */
    record TrackerEntry(Tracker tracker, int category, int provider, TrackerVerdict allowed, TrackerVerdict refused) {}

    /** A declared place; {@code provider} is -1 for the site's own. */
    record SourceEntry(Source source, int provider, SourceVerdict allowed, SourceVerdict refused) {}

    private final Map<Tracker.Kind, TrackerNames> trackers = new HashMap<>();
    private final Map<String, List<SourceEntry>> byHost = new HashMap<>();
    private final Map<String, List<SourceEntry>> byParentHost = new HashMap<>();
    private final int[] categoryOfProvider;

    private RegisterIndex(Register register) {
        Map<String, Integer> categories =
                positions(register.categories().stream().map(Category::id).toList());
        Map<String, Integer> providers =
                positions(register.providers().stream().map(Provider::id).toList());
        categoryOfProvider = register.providers().stream()
                .mapToInt(p -> resolved(categories, p.category()))
                .toArray();
        for (Tracker.Kind kind : Tracker.Kind.values()) {
            trackers.put(kind, new TrackerNames());
        }
        for (Tracker tracker : register.trackers()) {
            int provider = tracker.provider().map(id -> resolved(providers, id)).orElse(-1);
            names(tracker.kind())
                    .add(new TrackerEntry(
                            tracker,
                            resolved(categories, tracker.category()),
                            provider,
                            new TrackerVerdict.Allowed(tracker),
                            new TrackerVerdict.Refused(tracker)));
        }
        for (Origin origin : register.site().origins()) {
            addSource(own(new Source(origin.host(), false, origin.port(), "")));
        }
        register.site().own().forEach(source -> addSource(own(source)));
        for (Provider provider : register.providers()) {
            int position = resolved(providers, provider.id());
            for (Source source : provider.sources()) {
                addSource(new SourceEntry(
                        source, position, new SourceVerdict.Allowed(provider), new SourceVerdict.Refused(provider)));
            }
        }
        Comparator<SourceEntry> order = Comparator.comparing(SourceEntry::source, Source.MOST_SPECIFIC_FIRST);
        byHost.values().forEach(entries -> entries.sort(order));
        byParentHost.values().forEach(entries -> entries.sort(order));
        trackers.values().forEach(TrackerNames::sort);
    }

    static RegisterIndex of(Register register) {
        return new RegisterIndex(register);
    }

    private static SourceEntry own(Source source) {
        return new SourceEntry(source, -1, SourceVerdict.OWN, SourceVerdict.OWN);
    }

    private void addSource(SourceEntry entry) {
        Map<String, List<SourceEntry>> target = entry.source().wildcard() ? byParentHost : byHost;
        target.computeIfAbsent(entry.source().host(), host -> new ArrayList<>()).add(entry);
    }

    private TrackerNames names(Tracker.Kind kind) {
        return trackers.getOrDefault(kind, TrackerNames.EMPTY);
    }

    /** The entry that names the tracker: an exact name first, then the pattern with most of it fixed. */
    List<TrackerEntry> tracker(Tracker.Kind kind, String name) {
        return names(kind).find(name);
    }

    /** The most specific entry that covers the place, or none; {@code host} is lower case. */
    List<SourceEntry> source(String host, int port, int schemeDefaultPort, String path) {
        List<SourceEntry> found = first(byHost.getOrDefault(host, List.of()), host, port, schemeDefaultPort, path);
        for (int dot = host.indexOf('.'); found.isEmpty() && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            List<SourceEntry> below = byParentHost.getOrDefault(host.substring(dot + 1), List.of());
            found = first(below, host, port, schemeDefaultPort, path);
        }
        return found;
    }

    /** The entries that name the host itself, the most specific first. */
    List<SourceEntry> sources(String host) {
        return byHost.getOrDefault(host, List.of());
    }

    private static List<SourceEntry> first(
            List<SourceEntry> entries, String host, int port, int schemeDefaultPort, String path) {
        for (SourceEntry entry : entries) {
            if (entry.source().matches(host, port, schemeDefaultPort, path)) {
                return List.of(entry);
            }
        }
        return List.of();
    }

    int categoryOfProvider(int provider) {
        return categoryOfProvider[provider];
    }

    private static Map<String, Integer> positions(List<String> ids) {
        Map<String, Integer> positions = new HashMap<>();
        ids.forEach(id -> positions.put(id, positions.size()));
        return positions;
    }

    private static int resolved(Map<String, Integer> positions, String id) {
        Integer position = positions.get(id);
        if (position == null) {
            throw new IllegalArgumentException("the register names " + id + " and does not declare it");
        }
        return position;
    }

    /** The trackers of one kind: exact names in a table, patterns in order of precedence. */
    private static final class TrackerNames {
        static final TrackerNames EMPTY = new TrackerNames();

        private final Map<String, List<TrackerEntry>> exact = new HashMap<>();
        private final List<TrackerEntry> patterns = new ArrayList<>();

        void add(TrackerEntry entry) {
            NamePattern name = entry.tracker().name();
            if (name.isExact()) {
                exact.put(name.text(), List.of(entry));
            } else {
                patterns.add(entry);
            }
        }

        void sort() {
            patterns.sort(Comparator.comparingInt(
                            (TrackerEntry e) -> e.tracker().name().fixedLength())
                    .reversed()
                    .thenComparing(e -> e.tracker().name().text()));
        }

        List<TrackerEntry> find(String name) {
            List<TrackerEntry> entry = exact.get(name);
            if (entry != null) {
                return entry;
            }
            for (TrackerEntry candidate : patterns) {
                if (candidate.tracker().name().matches(name)) {
                    return List.of(candidate);
                }
            }
            return List.of();
        }
    }
}
