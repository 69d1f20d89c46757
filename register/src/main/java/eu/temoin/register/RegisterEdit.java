package eu.temoin.register;

import eu.temoin.consent.Revision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a revision into the text of a register: appends it to {@code revisions}, sets {@code since} where it must be,
 * and leaves every other byte as it is, comments, line ends and indentation included.
 *
 * <p>It knows block style only. Where an entry is written between brackets, it says so and what to write by hand.
 * Whoever calls it reads the result back: a file that is laid out in a way not foreseen here is then not replaced.
 */
final class RegisterEdit {
    private static final Pattern DASH = Pattern.compile(" *- +");

    private final SourceText source;
    private final String text;
    private final String lineEnd;
    private final Revision revision;
    private final List<Replacement> replacements = new ArrayList<>();

    /** What came of it. */
    sealed interface Result {
        /** @param file the whole text, with its byte order mark where it had one */
        record Done(String file) implements Result {}

        /** @param why what is laid out otherwise than can be edited, one sentence without a full stop */
        record Impossible(String why) implements Result {}
    }

    private record Replacement(int from, int to, String by) {}

    private static final class NotBlockStyle extends Exception {
        private static final long serialVersionUID = 1L;

        NotBlockStyle(String why) {
            super(why, null, false, false);
        }
    }

    private RegisterEdit(SourceText source, Revision revision) {
        this.source = source;
        this.text = source.text();
        this.revision = revision;
        int end = text.indexOf('\n');
        this.lineEnd =
                end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : end < 0 && text.indexOf('\r') >= 0 ? "\r" : "\n";
    }

    /**
     * @param bytes of the file, as {@code source} was decoded from
     * @param categories ids of the categories whose {@code since} is to name the revision
     * @param providers ids of the providers whose {@code since} is to name the revision
     */
    static Result append(
            byte[] bytes,
            SourceText source,
            YamlNode root,
            Revision revision,
            Set<String> categories,
            Set<String> providers) {
        RegisterEdit edit = new RegisterEdit(source, revision);
        try {
            edit.since(root, "categories", categories);
            edit.since(root, "providers", providers);
            edit.revision(root);
        } catch (NotBlockStyle e) {
            return new Result.Impossible(String.valueOf(e.getMessage()));
        }
        boolean marked = bytes.length != source.text().getBytes(StandardCharsets.UTF_8).length;
        return new Result.Done((marked ? "\uFEFF" : "") + edit.applied());
    }

    /** The same as lines for somebody who writes them by hand. */
    static String lines(Revision revision, Set<String> categories, Set<String> providers) {
        StringBuilder lines = new StringBuilder("revisions:\n");
        item("  - ", "    ", revision).forEach(line -> lines.append(line).append('\n'));
        Stream.concat(
                        categories.stream().sorted().map(id -> "category " + id),
                        providers.stream().sorted().map(id -> "provider " + id))
                .forEach(who -> lines.append("    since: ")
                        .append(revision.number())
                        .append("   # of the ")
                        .append(who)
                        .append('\n'));
        return lines.toString();
    }

    private static List<String> item(String first, String indent, Revision revision) {
        List<String> lines = new ArrayList<>();
        lines.add(first + "number: " + revision.number());
        lines.add(indent + "date: " + revision.date());
        lines.add(indent + "kind: " + Words.word(revision.kind()));
        lines.add(indent + "reason:");
        revision.reason()
                .byLanguage()
                .forEach((language, reason) -> lines.add(indent + "  " + language + ": " + Json.quoted(reason)));
        return lines;
    }

    private void since(YamlNode root, String key, Set<String> ids) throws NotBlockStyle {
        for (String id : ids) {
            YamlNode.Mapping item = items(root, key)
                    .filter(node -> node instanceof YamlNode.Mapping mapping
                            && mapping.value("id")
                                    .filter(v -> v instanceof YamlNode.Scalar s
                                            && s.text().equals(id))
                                    .isPresent())
                    .map(YamlNode.Mapping.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new NotBlockStyle("`" + id + "` does not stand under `" + key + "`"));
            Optional<YamlNode> present = item.value("since");
            if (present.isPresent()) {
                Place place = present.get().place();
                int from = offset(place.line(), place.column());
                replacements.add(new Replacement(from, text.offsetByCodePoints(from, place.width()), number()));
            } else {
                insertSince(item, id);
            }
        }
    }

    private String number() {
        return String.valueOf(revision.number());
    }

    private void insertSince(YamlNode.Mapping item, String id) throws NotBlockStyle {
        YamlNode.Entry entry = item.entries().get("id");
        if (isFlow(item) || entry == null) {
            throw new NotBlockStyle("`" + id + "` on line " + item.place().line() + " is written between braces");
        }
        String line = " ".repeat(entry.key().column() - 1) + "since: " + number();
        insertAfter(entry.value().place().line(), List.of(line));
    }

    private void revision(YamlNode root) throws NotBlockStyle {
        if (!(root instanceof YamlNode.Mapping mapping)
                || !(mapping.value("revisions").orElse(root) instanceof YamlNode.Sequence sequence)
                || sequence.items().isEmpty()
                || isFlow(mapping)
                || isFlow(sequence)) {
            throw new NotBlockStyle("`revisions` is written between brackets");
        }
        YamlNode last = sequence.items().getLast();
        String line = line(last.place().line());
        String start = line.substring(0, line.offsetByCodePoints(0, last.place().column() - 1));
        String dash = DASH.matcher(start).matches()
                ? start
                : " ".repeat(sequence.place().column() - 1) + "- ";
        insertAfter(lastLine(mapping, sequence), item(dash, " ".repeat(dash.length()), revision));
    }

    /** The last line with content before the key that follows, or before the end of the file. */
    private int lastLine(YamlNode.Mapping root, YamlNode.Sequence sequence) {
        int beginning = sequence.place().line();
        int line = root.entries().values().stream()
                .mapToInt(entry -> entry.key().line())
                .filter(at -> at > beginning)
                .min()
                .orElse(source.lineCount() + 1);
        do {
            line--;
        } while (line > beginning && isNothing(line(line)));
        return line;
    }

    private static boolean isNothing(String line) {
        String content = line.strip();
        return content.isEmpty() || content.startsWith("#") || line.equals("...");
    }

    private boolean isFlow(YamlNode node) {
        int at = offset(node.place().line(), node.place().column());
        return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }

    private static Stream<YamlNode> items(YamlNode root, String key) {
        return root instanceof YamlNode.Mapping mapping
                        && mapping.value(key).orElse(root) instanceof YamlNode.Sequence sequence
                ? sequence.items().stream()
                : Stream.empty();
    }

    private String line(int number) {
        return source.line(number);
    }

    private int offset(int line, int column) {
        return text.offsetByCodePoints(source.offsetOf(line), column - 1);
    }

    private void insertAfter(int line, List<String> lines) {
        int end = source.offsetOf(line) + line(line).length();
        replacements.add(new Replacement(end, end, lineEnd + String.join(lineEnd, lines)));
    }

    private String applied() {
        StringBuilder edited = new StringBuilder(text);
        replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::from).reversed())
                .forEach(one -> edited.replace(one.from(), one.to(), one.by()));
        return edited.toString();
    }
}
