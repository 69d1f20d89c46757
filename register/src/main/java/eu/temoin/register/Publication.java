package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Change;
import eu.temoin.consent.Changes;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Wording;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the next revision of a draft: works its kind out from what changed, moves {@code since} for exactly the
 * categories and providers concerned, and writes both into the file. Pure; it reads and writes no file.
 */
public final class Publication {
    /**
     * What whoever publishes says.
     *
     * @param reasons why, by language tag
     * @param date the day from which it is to be in force
     * @param editorial whether they take it for editorial; refused where it is not
     * @param wordingOnly whether they declare that every text that differs means what it meant
     */
    public record Wanted(Map<String, String> reasons, LocalDate date, boolean editorial, boolean wordingOnly) {
        public Wanted {
            reasons = Map.copyOf(reasons);
        }
    }

    /**
     * What a difference amounts to.
     *
     * @param changes every change, in order
     * @param categories ids of the categories whose {@code since} moves
     * @param providers ids of the providers whose {@code since} moves
     */
    public record Assessment(
            Revision.Kind kind,
            List<Change> changes,
            Set<String> categories,
            Set<String> providers,
            boolean wordingOnly) {
        public Assessment {
            changes = List.copyOf(changes);
            categories = Set.copyOf(categories);
            providers = Set.copyOf(providers);
        }

        /** Whether this change asks again. */
        public boolean asks(Change change) {
            return change.isMaterial() && !(wordingOnly && change.mayBeWording());
        }

        /** A line for each change, the material ones first, with whom they ask again. */
        public List<String> lines() {
            return Stream.concat(
                            changes.stream().filter(this::asks),
                            changes.stream().filter(c -> !asks(c)))
                    .map(change ->
                            (asks(change) ? "material: " : "editorial: ") + ChangeText.of(change) + since(change))
                    .toList();
        }

        private String since(Change change) {
            if (!asks(change)) {
                return "";
            }
            List<String> ids = Stream.concat(change.categories().stream(), change.providers().stream())
                    .sorted()
                    .toList();
            return " (since moves: " + String.join(", ", ids) + ')';
        }
    }

    /** What came of it. */
    public sealed interface Result {
        /** The file says what the last revision says. */
        record Nothing() implements Result {}

        /**
         * The file is to be replaced.
         *
         * @param register what it will say
         * @param file its text, in UTF-8
         */
        record Ready(Register register, String file, Assessment assessment) implements Result {}

        /** The file has the next revision already: written by hand, or by somebody who was stopped half-way. */
        record Written(Register register, Assessment assessment) implements Result {}

        /**
         * @param code stable
         * @param message what is wrong and what to do, in whole lines
         */
        record Refused(String code, String message) implements Result {}
    }

    private final RegisterReader reader;
    private final String file;
    private final byte[] bytes;
    private final Register last;
    private final Wanted wanted;

    private Publication(RegisterReader reader, String file, byte[] bytes, Register last, Wanted wanted) {
        this.reader = reader;
        this.file = file;
        this.bytes = bytes;
        this.last = last;
        this.wanted = wanted;
    }

    /**
     * @param file how messages name it
     * @param last the register of the last revision
     */
    public static Result prepare(RegisterReader reader, String file, byte[] bytes, Register last, Wanted wanted) {
        return new Publication(reader, file, bytes, last, wanted).prepare();
    }

    /** What the difference between two registers amounts to. */
    public static Assessment assess(Register before, Register after, boolean wordingOnly) {
        List<Change> changes = Changes.between(before, after);
        List<Change> material = changes.stream()
                .filter(change -> change.isMaterial() && !(wordingOnly && change.mayBeWording()))
                .toList();
        return new Assessment(
                Changes.kind(material),
                changes,
                material.stream().flatMap(c -> c.categories().stream()).collect(Collectors.toSet()),
                material.stream().flatMap(c -> c.providers().stream()).collect(Collectors.toSet()),
                wordingOnly);
    }

    private Result prepare() {
        RegisterReading reading = reader.read(file, bytes);
        if (reading instanceof RegisterReading.Rejected rejected) {
            return new Result.Refused("publish-register", Problem.render(rejected.problems()));
        }
        RegisterReading.Accepted accepted = (RegisterReading.Accepted) reading;
        return switch (RegisterComparison.compare(last, accepted)) {
            case Succession.Same same -> new Result.Nothing();
            case Succession.Next next -> byHand(accepted.register());
            case Succession.Refused refused ->
                new Result.Refused("publish-register", Problem.render(refused.problems()));
            case Succession.Draft draft -> prepare(accepted);
        };
    }

    /** Its kind stands in it; whether it may, the comparison has said. */
    private Result byHand(Register written) {
        if (wanted.editorial() && written.revision().kind() == Revision.Kind.MATERIAL) {
            return new Result.Refused(
                    "publish-material",
                    "Revision " + written.revision().number()
                            + " stands in the file already, and is material there.\n");
        }
        return new Result.Written(written, assess(last, written, wanted.wordingOnly()));
    }

    private Result prepare(RegisterReading.Accepted draft) {
        Register register = draft.register();
        Assessment assessment = assess(last, register, wanted.wordingOnly());
        if (wanted.editorial() && assessment.kind() == Revision.Kind.MATERIAL) {
            return new Result.Refused("publish-material", material(assessment));
        }
        List<String> missing = register.site().languages().stream()
                .filter(language -> wanted.reasons().getOrDefault(language, "").isBlank())
                .toList();
        if (!missing.isEmpty()
                || !register.site().languages().containsAll(wanted.reasons().keySet())) {
            return new Result.Refused(
                    "publish-reason",
                    "A reason is needed in each language of the site, and in no other: "
                            + String.join(", ", register.site().languages())
                            + ". Give it with --reason-fr, --reason-en, or --reason LANGUAGE=TEXT.\n");
        }
        LocalDate earlier = last.revision().date();
        if (wanted.date().isBefore(earlier)) {
            return new Result.Refused(
                    "publish-date",
                    "Revision " + last.revision().number() + " is dated " + earlier + "; a later one cannot come into"
                            + " force before. Give --at " + earlier + " or a later day.\n");
        }
        Revision revision = new Revision(
                last.revision().number() + 1,
                wanted.date(),
                assessment.kind(),
                reason(register.site().languages()));
        return written(draft, with(register, revision, assessment), assessment);
    }

    private static String material(Assessment assessment) {
        StringBuilder text = new StringBuilder("It is material, and cannot be called editorial:\n");
        assessment.changes().stream()
                .filter(assessment::asks)
                .forEach(change ->
                        text.append("  ").append(ChangeText.of(change)).append('\n'));
        if (assessment.changes().stream().filter(assessment::asks).allMatch(Change::mayBeWording)) {
            text.append("If these texts mean what they meant, declare it with --wording-only.\n");
        }
        return text.toString();
    }

    private Wording reason(List<String> languages) {
        Map<String, String> reason = new LinkedHashMap<>();
        languages.forEach(language ->
                reason.put(language, wanted.reasons().getOrDefault(language, "").strip()));
        return new Wording(reason);
    }

    private static Register with(Register register, Revision revision, Assessment assessment) {
        List<Category> categories = register.categories().stream()
                .map(c -> assessment.categories().contains(c.id()) ? since(c, revision.number()) : c)
                .toList();
        List<Provider> providers = register.providers().stream()
                .map(p -> assessment.providers().contains(p.id()) ? since(p, revision.number()) : p)
                .toList();
        return register.revised(categories, providers, revision);
    }

    private static Category since(Category c, int number) {
        return new Category(
                c.id(), c.kind(), c.title(), c.purpose(), c.description(), c.refusing(), c.refusedBy(), number);
    }

    private static Provider since(Provider p, int number) {
        return new Provider(p.id(), p.name(), p.category(), p.policy(), p.country(), p.sources(), number);
    }

    /** The file with the revision in it, read back: it must say exactly what is meant. */
    private Result written(RegisterReading.Accepted draft, Register meant, Assessment assessment) {
        Revision revision = meant.revision();
        Set<String> categories = new TreeSet<>(assessment.categories());
        Set<String> providers = new TreeSet<>(assessment.providers());
        YamlNode root = draft.positions().root();
        return switch (RegisterEdit.append(bytes, root.place().source(), root, revision, categories, providers)) {
            case RegisterEdit.Result.Impossible impossible -> byHand(impossible.why(), revision, categories, providers);
            case RegisterEdit.Result.Done done ->
                switch (reader.read(file, done.file().getBytes(StandardCharsets.UTF_8))) {
                    case RegisterReading.Rejected rejected ->
                        byHand(
                                "with the revision in it, it would be refused for this:\n"
                                        + Problem.render(rejected.problems()).strip() + "\n",
                                revision,
                                categories,
                                providers);
                    case RegisterReading.Accepted after -> checked(done.file(), after, meant, assessment);
                };
        };
    }

    private Result checked(String edited, RegisterReading.Accepted after, Register meant, Assessment assessment) {
        if (!RegisterComparison.differences(meant, after.register()).isEmpty()) {
            return byHand(
                    "it is laid out in a way that this command does not know",
                    meant.revision(),
                    new TreeSet<>(assessment.categories()),
                    new TreeSet<>(assessment.providers()));
        }
        return switch (RegisterComparison.compare(last, after)) {
            case Succession.Next next -> new Result.Ready(after.register(), edited, assessment);
            case Succession.Refused refused ->
                new Result.Refused("publish-register", Problem.render(refused.problems()));
            case Succession.Same same -> throw new IllegalStateException("a revision more is a difference");
            case Succession.Draft other -> throw new IllegalStateException("a revision more is no draft");
        };
    }

    private Result byHand(String why, Revision revision, Set<String> categories, Set<String> providers) {
        return new Result.Refused(
                "publish-edit",
                file + " was left as it is: " + why + "\nWhat is to be written into it, if you do it by hand:\n"
                        + RegisterEdit.lines(revision, categories, providers));
    }
}
