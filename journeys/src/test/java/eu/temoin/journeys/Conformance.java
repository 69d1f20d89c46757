package eu.temoin.journeys;

import eu.temoin.enforcement.CookieConformance;
import eu.temoin.enforcement.html.HtmlConformance;
import eu.temoin.gateway.GatewayFailure;
import eu.temoin.gateway.ProxyConformance;
import eu.temoin.ledger.MerkleConformance;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code ./temoin conformance DIR}: holds the product to the public test data in DIR, every file of it, and fails where
 * it differs more than the committed baseline allows.
 */
public final class Conformance {
    /** What is no test data: who made it, under which licence, and what it is. The Merkle part reads its own too. */
    private static final Set<String> ABOUT = Set.of("README.md", "LICENSE", "NOTE");

    private static final int REASONS_MAX = 12;

    /** One folder's result. */
    record Folder(int files, int agree, List<String> differences) {}

    private Conformance() {}

    /** {@code arguments}: the folder of test data, and the file of the baseline. */
    public static void main(String[] arguments) throws IOException, GatewayFailure {
        Path corpora = Path.of(arguments[0]);
        if (!Files.isDirectory(corpora)) {
            System.err.println(
                    "conformance: there is no folder " + corpora + "; name the one that holds the test data");
            System.exit(1);
        }
        Map<String, Folder> folders = run(corpora);
        List<String> failures = new ArrayList<>();
        int files = 0;
        for (Map.Entry<String, Folder> entry : folders.entrySet()) {
            Folder folder = entry.getValue();
            files += folder.files();
            System.out.printf(
                    "%-26s %5d files %7d agree %5d differ%n",
                    entry.getKey(),
                    folder.files(),
                    folder.agree(),
                    folder.differences().size());
            folder.differences().stream().limit(REASONS_MAX).forEach(reason -> System.out.println("    " + reason));
        }
        int present = present(corpora);
        if (files != present) {
            failures.add(files + " files were read and " + present + " are there: one was passed over");
        }
        failures.addAll(Baseline.read(Path.of(arguments[1])).exceeded(folders));
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        int differ = folders.values().stream()
                .mapToInt(folder -> folder.differences().size())
                .sum();
        System.out.println(files + " files read, "
                + folders.values().stream().mapToInt(Folder::agree).sum() + " agree, " + differ + " differ"
                + (failures.isEmpty() ? ", within the baseline" : ""));
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    static Map<String, Folder> run(Path corpora) throws IOException, GatewayFailure {
        Map<String, Folder> folders = new TreeMap<>();
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (CookieConformance.Outcome outcome : CookieConformance.run(corpora, silent)) {
            folders.put(
                    name(corpora, outcome.folder()),
                    folder(outcome.files(), outcome.agree(), outcome.differ(), outcome.reasons()));
        }
        for (HtmlConformance.Outcome outcome : HtmlConformance.run(corpora, silent)) {
            folders.put(
                    name(corpora, outcome.folder()),
                    folder(outcome.files(), outcome.agree(), outcome.differ(), outcome.reasons()));
        }
        MerkleConformance.Result merkle = MerkleConformance.run(corpora.resolve("merkle"));
        List<String> merkleDiffers = merkle.folders().values().stream()
                .flatMap(folder -> folder.differences().stream())
                .toList();
        folders.put("merkle", new Folder(merkle.files(), merkle.agree(), merkleDiffers));
        ProxyConformance.Result proxy = ProxyConformance.run(corpora);
        folders.put("proxy", new Folder(1, proxy.agree(), proxy.differ()));
        folders.put("specs", SpecExamples.run(corpora.resolve("specs")));
        return folders;
    }

    private static String name(Path corpora, String folder) {
        Path path = Path.of(folder);
        return path.isAbsolute() ? corpora.relativize(path).toString() : folder;
    }

    /** A part may list fewer reasons than it counts; the count is what holds. */
    private static Folder folder(int files, int agree, int differ, List<String> reasons) {
        List<String> all = new ArrayList<>(reasons.subList(0, Math.min(reasons.size(), differ)));
        while (all.size() < differ) {
            all.add("not listed");
        }
        return new Folder(files, agree, all);
    }

    private static int present(Path corpora) throws IOException {
        try (Stream<Path> files = Files.walk(corpora)) {
            return (int) files.filter(Files::isRegularFile)
                    .filter(file -> file.startsWith(corpora.resolve("merkle"))
                            || !ABOUT.contains(file.getFileName().toString()))
                    .count();
        }
    }

    /** How many differences of a folder are known; none may be added. */
    record Baseline(Map<String, Integer> known) {
        /** Lines of {@code folder count}; {@code #} begins a comment. */
        static Baseline read(Path file) {
            Map<String, Integer> known = new TreeMap<>();
            try {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
                    if (words.length == 2) {
                        known.put(words[0], Integer.parseInt(words[1]));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return new Baseline(known);
        }

        List<String> exceeded(Map<String, Folder> folders) {
            List<String> exceeded = new ArrayList<>();
            folders.forEach((name, folder) -> {
                int differ = folder.differences().size();
                int allowed = name.equals("merkle") ? 0 : known.getOrDefault(name, 0);
                if (differ > allowed) {
                    exceeded.add(name + " differs " + differ + " times, and the baseline knows " + allowed);
                }
            });
            return exceeded;
        }
    }
}
