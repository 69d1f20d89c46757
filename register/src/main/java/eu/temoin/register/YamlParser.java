package eu.temoin.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns a text into one tree of {@link YamlNode}: YAML 1.2 with the core schema, without anchors, aliases, tags and
 * directives, which would let one place of a file say something about another.
 *
 * <p>Built on the parser's events, so that refused features and repeated keys are seen where they stand, and nothing is
 * built beyond the limits.
 */
final class YamlParser {
    /** The deepest nesting; a register needs 5. */
    static final int DEPTH_MAX = 16;

    /** The most values and keys in a file. */
    static final int NODES_MAX = 250_000;

    private static final ScalarResolver CORE = new CoreSchema().getScalarResolver();

    private final SourceText source;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, YamlNode> anchored = new HashMap<>();
    private int nodes;

    private YamlParser(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.file())
                .setSchema(new CoreSchema())
                .build();
        this.events = new Parse(settings).parseString(source.text()).iterator();
    }

    /** The document's tree; empty where it could not be read as a whole, with the reasons in {@code problems}. */
    static Optional<YamlNode> parse(SourceText source, Problems problems) {
        try {
            return new YamlParser(source, problems).document();
        } catch (TooMuch e) {
            problems.add(Code.TOO_DEEP, e.place, e.wrong, "a register never needs this much");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(m -> source.place(m.getLine(), m.getColumn(), 1))
                    .orElse(source.start());
            problems.add(Code.SYNTAX, place, sentence(e), syntaxMend(e));
        } catch (YamlEngineException e) {
            problems.add(Code.SYNTAX, source.start(), oneLine(String.valueOf(e.getMessage())), "write YAML 1.2");
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                checkDirectives(start);
                if (root.isPresent()) {
                    problems.add(
                            Code.NOT_ONE_DOCUMENT,
                            place(start),
                            "a second document begins here",
                            "one file holds one register: delete the line `---`");
                    return Optional.empty();
                }
            } else if (event instanceof NodeEvent node) {
                root = Optional.of(node(node, 0));
            }
        }
        if (root.isEmpty()) {
            problems.add(
                    Code.NOT_ONE_DOCUMENT,
                    source.start(),
                    "the file holds no register",
                    "let `temoin init` write a first one");
        }
        return root;
    }

    private void checkDirectives(DocumentStartEvent start) {
        if (!start.getTags().isEmpty()) {
            problems.add(Code.TAG, place(start), "a %TAG directive stands before this", "delete it");
        }
    }

    private YamlNode node(NodeEvent event, int depth) {
        Place place = place(event);
        if (depth > DEPTH_MAX) {
            throw new TooMuch(place, "this is nested more than " + DEPTH_MAX + " levels deep");
        }
        if (++nodes > NODES_MAX) {
            throw new TooMuch(place, "the file holds more than " + NODES_MAX + " values");
        }
        if (event instanceof AliasEvent alias) {
            problems.add(
                    Code.ANCHOR, place, "an alias (`*`) is not allowed", "write the value itself, or quote the text");
            // What it stands for is read all the same, so that one error does not bring forth others.
            YamlNode meant = anchored.get(alias.getAlias().getValue());
            return meant != null ? meant : new YamlNode.Scalar("", YamlNode.Meaning.NULL, place);
        }
        YamlNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, place);
            case SequenceStartEvent sequence -> sequence(sequence, place, depth);
            case MappingStartEvent mapping -> mapping(mapping, place, depth);
            default -> throw new IllegalStateException("no value: " + event.getEventId());
        };
        event.getAnchor().ifPresent(anchor -> {
            problems.add(Code.ANCHOR, place, "an anchor (`&`) is not allowed", "write the value itself in each place");
            anchored.put(anchor.getValue(), node);
        });
        return node;
    }

    private YamlNode.Scalar scalar(ScalarEvent event, Place place) {
        checkTag(event.getTag(), place);
        if (!event.isPlain()) {
            return new YamlNode.Scalar(event.getValue(), YamlNode.Meaning.TEXT, place);
        }
        Tag tag = CORE.resolve(event.getValue(), true);
        YamlNode.Meaning meaning = YamlNode.Meaning.TEXT;
        if (tag.equals(Tag.NULL)) {
            meaning = YamlNode.Meaning.NULL;
        } else if (tag.equals(Tag.BOOL)) {
            meaning = YamlNode.Meaning.BOOLEAN;
        } else if (tag.equals(Tag.INT)) {
            meaning = YamlNode.Meaning.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            meaning = YamlNode.Meaning.DECIMAL;
        }
        return new YamlNode.Scalar(event.getValue(), meaning, place);
    }

    private YamlNode sequence(SequenceStartEvent start, Place place, int depth) {
        checkTag(start.getTag(), place);
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node((NodeEvent) event, depth + 1));
        }
        return new YamlNode.Sequence(items, place);
    }

    private YamlNode mapping(MappingStartEvent start, Place place, int depth) {
        checkTag(start.getTag(), place);
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            YamlNode key = node((NodeEvent) event, depth + 1);
            YamlNode value = node((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof YamlNode.Scalar name) || name.isNull()) {
                problems.add(
                        Code.WRONG_TYPE,
                        key.place(),
                        "a key is a word, not " + key.kind(),
                        "write `word: value`; a text that begins with { or [ needs quotes");
                continue;
            }
            YamlNode.Entry first = entries.putIfAbsent(name.text(), new YamlNode.Entry(key.place(), value));
            if (first != null) {
                problems.add(
                        Code.DUPLICATE_KEY,
                        key.place(),
                        "the key " + Problems.quoted(name.text()) + " stands already on line "
                                + first.key().line(),
                        "keep one of the two");
            }
        }
        return new YamlNode.Mapping(entries, place);
    }

    private void checkTag(Optional<String> tag, Place place) {
        tag.ifPresent(t -> problems.add(
                Code.TAG,
                place,
                "a tag (" + Problems.quoted(t) + ") is not allowed",
                "delete it; quote what begins with !"));
    }

    private Place place(Event event) {
        Optional<Mark> start = event.getStartMark();
        Optional<Mark> end = event.getEndMark();
        if (start.isEmpty()) {
            return source.start();
        }
        Mark from = start.get();
        int width = end.filter(e -> event instanceof ScalarEvent && e.getLine() == from.getLine())
                .map(e -> e.getColumn() - from.getColumn())
                .orElse(1);
        return source.place(from.getLine(), from.getColumn(), width);
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = oneLine(String.valueOf(e.getProblem()));
        String context = oneLine(String.valueOf(e.getContext()));
        return e.getContext() == null ? "not YAML: " + problem : "not YAML: " + context + ", " + problem;
    }

    private static String syntaxMend(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("mapping values are not allowed")) {
            return "check the indentation; a text with a colon in it needs quotes";
        }
        if (problem.contains("'\\t'") || problem.contains("TAB")) {
            return "indent with spaces, never with tabs";
        }
        return "check the indentation, and quote texts that hold : # [ ] { } & * ! or quotes";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(200).map(c -> Problems.isHarmless(c) ? c : ' ').forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** Ends the reading of a file that is over a limit. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;

        private final String wrong;

        TooMuch(Place place, String wrong) {
            super(wrong, null, false, false);
            this.place = place;
            this.wrong = wrong;
        }
    }
}
