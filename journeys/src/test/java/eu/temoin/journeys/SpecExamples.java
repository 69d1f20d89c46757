package eu.temoin.journeys;

import eu.temoin.ledger.Bytes;
import eu.temoin.ledger.Checkpoint;
import eu.temoin.ledger.MalformedException;
import eu.temoin.ledger.Note;
import eu.temoin.ledger.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The examples inside the published specifications: every fenced block that is a signed note, a checkpoint or a proof
 * must be read by us, and what we write of it must be the same bytes. Signatures that an example shortens ({@code
 * [...]}) cannot be read, and must not be.
 */
final class SpecExamples {
    private SpecExamples() {}

    static Conformance.Folder run(Path specs) throws IOException {
        List<String> differences = new ArrayList<>();
        int agree = 0;
        int files = 0;
        List<Path> pages;
        try (Stream<Path> entries = Files.list(specs)) {
            pages = entries.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        for (Path page : pages) {
            files++;
            for (String block : blocks(Files.readString(page))) {
                String complaint = complaint(block);
                if (complaint.isEmpty()) {
                    agree++;
                } else {
                    differences.add(page.getFileName() + ": " + complaint);
                }
            }
        }
        return new Conformance.Folder(files, agree, differences);
    }

    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        String[] parts = page.split("(?m)^```.*$", -1);
        for (int i = 1; i < parts.length; i += 2) {
            String block = parts[i].substring(1);
            if (block.contains("\n\u2014 ")) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** Empty where the block is read as what it is. */
    private static String complaint(String block) {
        Bytes bytes = Bytes.of(block.getBytes(StandardCharsets.UTF_8));
        boolean proof = block.startsWith("c2sp.org/tlog-proof@");
        boolean shortened = block.contains("[...]");
        try {
            if (proof) {
                TlogProof read = TlogProof.parse(bytes);
                Note.parse(read.checkpoint());
                return shortened ? "a shortened signature was taken" : same(read.encode(), bytes);
            }
            Note note = Note.parse(bytes);
            if (note.text().lines().count() == 3
                    && note.text().lines().skip(1).findFirst().orElse("").matches("\\d+")) {
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                if (!checkpoint.text().equals(note.text())) {
                    return "the checkpoint is written otherwise than it was read";
                }
            }
            return same(note.encode(), bytes);
        } catch (MalformedException malformed) {
            return shortened ? "" : String.valueOf(malformed.getMessage());
        }
    }

    private static String same(Bytes written, Bytes read) {
        return written.equals(read) ? "" : "it is written otherwise than it was read";
    }
}
