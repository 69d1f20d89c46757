package eu.temoin.centre;

import eu.temoin.centre.Comparison.Entry;
import eu.temoin.centre.Comparison.Line;
import eu.temoin.centre.Comparison.Status;
import eu.temoin.consent.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a comparison says.
 *
 * @param from the earlier revision
 * @param comparison empty where there is nothing to compare, and then {@code problem} says why
 * @param problem message keys of a title and a text
 */
record ComparisonView(
        Words words,
        RevisionForm form,
        Revision from,
        Revision to,
        List<Revision> reasons,
        Optional<Comparison> comparison,
        Optional<Problem> problem) {

    static final Problem NUMBERS = new Problem("compare.numbers.title", "compare.numbers");
    static final Problem UNKEPT = new Problem("notice.unkept.title", "notice.unkept");
    static final Problem ONE = new Problem("compare.one.title", "compare.one");

    record Problem(String title, String text) {}

    /** Neighbours that changed stand open one by one; neighbours that did not are folded into one line. */
    record Block(boolean same, List<Entry> entries) {
        int lines() {
            return entries.stream().mapToInt(entry -> entry.lines().size()).sum();
        }
    }

    /** The same of the lines of one entry. */
    record LineBlock(boolean same, List<Line> lines) {}

    static List<Block> blocks(Comparison.Section section) {
        List<Block> blocks = new ArrayList<>();
        for (Entry entry : section.entries()) {
            boolean same = entry.status() == Status.SAME;
            if (!same || blocks.isEmpty() || !blocks.getLast().same()) {
                blocks.add(new Block(same, new ArrayList<>()));
            }
            blocks.getLast().entries().add(entry);
        }
        return blocks;
    }

    static List<LineBlock> lineBlocks(Entry entry) {
        List<LineBlock> blocks = new ArrayList<>();
        for (Line line : entry.lines()) {
            boolean same = line.status() == Status.SAME;
            if (blocks.isEmpty() || blocks.getLast().same() != same) {
                blocks.add(new LineBlock(same, new ArrayList<>()));
            }
            blocks.getLast().lines().add(line);
        }
        return blocks;
    }

    /** Two added, one removed and three changed; what is none is left out. */
    String summary() {
        List<String> parts = new ArrayList<>();
        comparison.ifPresent(found -> {
            add(parts, "compare.added", found.added());
            add(parts, "compare.removed", found.removed());
            add(parts, "compare.changed", found.changed());
        });
        return words.joined(parts);
    }

    private void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(words.count(key, count));
        }
    }

    static Html title(Entry entry) {
        return entry.code() ? Html.code(entry.title()) : Html.text(entry.title());
    }

    String status(Entry entry) {
        return words.text(
                switch (entry.status()) {
                    case ADDED -> "compare.status.added";
                    case REMOVED -> "compare.status.removed";
                    case CHANGED, SAME -> "compare.status.changed";
                });
    }

    /** The words of a line: what went and what came each with a sign, and with a word for those who hear the page. */
    Html text(Line line) {
        StringBuilder markup = new StringBuilder();
        for (TextDiff.Piece piece : line.pieces()) {
            String text = Html.escaped(piece.text()).replace("\n", "<br>");
            switch (piece.kind()) {
                case SAME -> markup.append(text);
                case REMOVED -> marked(markup, "del", "\u2212", "compare.mark.removed", text);
                case ADDED -> marked(markup, "ins", "+", "compare.mark.added", text);
            }
            markup.append(piece.gap().isEmpty() ? " " : Html.escaped(piece.gap()));
        }
        return new Html(markup.toString().strip());
    }

    private void marked(StringBuilder markup, String element, String sign, String key, String text) {
        markup.append('<')
                .append(element)
                .append("><span aria-hidden=\"true\">")
                .append(sign)
                .append("</span><span class=\"vh\">")
                .append(Html.escaped(words.colon(words.text(key))))
                .append(" </span>")
                .append(text)
                .append("</")
                .append(element)
                .append('>');
    }
}
