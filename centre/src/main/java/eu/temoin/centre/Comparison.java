package eu.temoin.centre;

import eu.temoin.centre.PolicyReading.Chapter;
import eu.temoin.centre.PolicyReading.Item;
import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two policies side by side, as a reader reads them: chapter by chapter, what came, what went, and which words changed.
 *
 * @param sections every chapter that says something in either
 */
record Comparison(List<Section> sections, int added, int removed, int changed) {
    /** Entries of one chapter that are shown with what changed in them; the rest is counted. */
    static final int SHOWN_MAX = 300;

    enum Status {
        ADDED,
        REMOVED,
        CHANGED,
        SAME
    }

    /** @param more entries that changed too and are not among {@code entries} */
    record Section(String title, List<Entry> entries, int more) {}

    record Entry(String title, boolean code, Status status, List<Line> lines) {}

    /** @param label message key */
    record Line(String label, Status status, List<TextDiff.Piece> pieces) {}

    static Comparison between(Register before, Register after, String language) {
        Set<String> texts = new HashSet<>(before.texts().keySet());
        texts.addAll(after.texts().keySet());
        // A copy may name a text that is no longer ours: nobody reads it.
        texts.retainAll(Messages.in(language).keySet());
        return new Build().between(PolicyReading.of(before, language, texts), PolicyReading.of(after, language, texts));
    }

    boolean isEmpty() {
        return added + removed + changed == 0;
    }

    private static final class Build {
        private final TextDiff.Budget budget = new TextDiff.Budget();
        private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

        Comparison between(PolicyReading before, PolicyReading after) {
            List<Section> sections = new ArrayList<>();
            for (int i = 0; i < after.chapters().size(); i++) {
                Chapter chapter = after.chapters().get(i);
                List<Entry> entries = entries(before.chapters().get(i).items(), chapter.items());
                if (!entries.isEmpty()) {
                    sections.add(section(chapter.title(), entries));
                }
            }
            return new Comparison(sections, count(Status.ADDED), count(Status.REMOVED), count(Status.CHANGED));
        }

        private static Section section(String title, List<Entry> entries) {
            List<Entry> shown = new ArrayList<>();
            int changed = 0;
            for (Entry entry : entries) {
                changed += entry.status() == Status.SAME ? 0 : 1;
                if (entry.status() == Status.SAME || changed <= SHOWN_MAX) {
                    shown.add(entry);
                }
            }
            return new Section(title, shown, Math.max(0, changed - SHOWN_MAX));
        }

        private int count(Status status) {
            return counts.getOrDefault(status, 0);
        }

        /** In the order of the later policy; what went stands behind what it followed. */
        private List<Entry> entries(Map<String, Item> before, Map<String, Item> after) {
            List<Entry> entries = new ArrayList<>();
            for (String key : merged(before.keySet(), after.keySet())) {
                Entry entry = entry(Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)));
                counts.merge(entry.status(), 1, Integer::sum);
                entries.add(entry);
            }
            return entries;
        }

        private Entry entry(Optional<Item> before, Optional<Item> after) {
            Item shown = after.or(() -> before).orElseThrow();
            Map<String, String> old = before.map(Item::lines).orElse(Map.of());
            Map<String, String> now = after.map(Item::lines).orElse(Map.of());
            List<Line> lines = merged(old.keySet(), now.keySet()).stream()
                    .map(label -> line(label, old.getOrDefault(label, ""), now.getOrDefault(label, "")))
                    .toList();
            boolean same = lines.stream().allMatch(line -> line.status() == Status.SAME);
            Status status = before.isEmpty()
                    ? Status.ADDED
                    : after.isEmpty() ? Status.REMOVED : same ? Status.SAME : Status.CHANGED;
            return new Entry(shown.title(), shown.code(), status, lines);
        }

        private Line line(String label, String before, String after) {
            Status status = before.equals(after)
                    ? Status.SAME
                    : before.isEmpty() ? Status.ADDED : after.isEmpty() ? Status.REMOVED : Status.CHANGED;
            return new Line(label, status, TextDiff.between(before, after, budget));
        }

        private static List<String> merged(Set<String> before, Set<String> after) {
            Map<String, List<String>> gone = new LinkedHashMap<>();
            String last = "";
            for (String key : before) {
                if (after.contains(key)) {
                    last = key;
                } else {
                    gone.computeIfAbsent(last, k -> new ArrayList<>()).add(key);
                }
            }
            Set<String> merged = new LinkedHashSet<>(gone.getOrDefault("", List.of()));
            for (String key : after) {
                merged.add(key);
                merged.addAll(gone.getOrDefault(key, List.of()));
            }
            return List.copyOf(merged);
        }
    }
}
