package eu.temoin.server;

import eu.temoin.register.RevisionRecord;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the leaves that record revisions with the copies of the registers that they name ({@code
 * docs/spec/revision.md}). That the leaves themselves hold is the ledger's own check.
 *
 * @param copies frozen registers that are kept
 * @param recorded leaves that record one
 * @param unrecorded numbers of copies that no leaf names yet: nobody chose under them
 * @param damages sentences without a full stop, in the order of the log
 */
record RevisionCheck(int copies, int recorded, List<Integer> unrecorded, List<String> damages) {
    static RevisionCheck run(RevisionStore revisions) throws RevisionStoreException {
        Map<Integer, String> hashes = new HashMap<>();
        for (RevisionStore.Frozen copy : revisions.all()) {
            hashes.put(copy.number(), Publisher.sha256(copy.canonical().getBytes(StandardCharsets.UTF_8)));
        }
        Map<Integer, Long> leaves = new HashMap<>();
        List<String> damages = new ArrayList<>();
        for (RevisionStore.Leaf leaf : revisions.leaves()) {
            Optional<RevisionRecord> parsed = RevisionRecord.parse(leaf.record().getBytes(StandardCharsets.US_ASCII));
            if (parsed.isEmpty()) {
                damages.add("leaf " + leaf.index() + " is of the kind of revisions, and its record is none");
                continue;
            }
            RevisionRecord record = parsed.get();
            Long earlier = leaves.putIfAbsent(record.number(), leaf.index());
            String hash = hashes.get(record.number());
            if (earlier != null) {
                damages.add("revision " + record.number() + " stands in leaf " + earlier + " and again in leaf "
                        + leaf.index());
            } else if (hash == null) {
                damages.add("the copy of revision " + record.number() + ", which leaf " + leaf.index()
                        + " records, is missing");
            } else if (!hash.equals(record.register())) {
                damages.add("the copy of revision " + record.number() + " hashes to " + hash + ", and leaf "
                        + leaf.index() + " records " + record.register());
            }
        }
        List<Integer> unrecorded = hashes.keySet().stream()
                .filter(number -> !leaves.containsKey(number))
                .sorted()
                .toList();
        return new RevisionCheck(hashes.size(), leaves.size(), unrecorded, List.copyOf(damages));
    }

    boolean sound() {
        return damages.isEmpty();
    }

    /** For people, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String not = unrecorded.isEmpty()
                ? ""
                : "; not in the log yet, since nobody chose under it: "
                        + String.join(
                                ", ", unrecorded.stream().map(String::valueOf).toList());
        lines.add("revisions: " + copies + " copies kept, " + recorded + " in the log" + not);
        damages.forEach(damage -> lines.add("  " + damage));
        return lines;
    }
}
