package eu.temoin.register;

import eu.temoin.consent.Register;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads {@code temoin.yaml}. Strict: what it does not know it refuses, and it finds every error in one go. Thread-safe.
 *
 * <p>The file is YAML 1.2 with the core schema, UTF-8, at most 1 MB, without anchors, aliases, tags and repeated keys.
 */
public final class RegisterReader {
    private final BuiltInTexts texts;
    private final Predicate<String> publicSuffix;

    /**
     * @param texts what the register may replace, and must bring for other languages
     * @param publicSuffix whether a host is one under which anybody may register (the Public Suffix List)
     */
    public RegisterReader(BuiltInTexts texts, Predicate<String> publicSuffix) {
        this.texts = texts;
        this.publicSuffix = publicSuffix;
    }

    /** Reads a file; one that cannot be read is a refusal like any other. */
    public RegisterReading read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(SourceText.BYTES_MAX + 1));
        } catch (IOException e) {
            return new RegisterReading.Rejected(List.of(new Problem(
                    Code.UNREADABLE,
                    SourceText.empty(file.toString()).start(),
                    "the file cannot be read: " + e.getClass().getSimpleName(),
                    "check that it exists and may be read, or write a first one with `temoin init`")));
        }
    }

    /**
     * Reads bytes that were a file.
     *
     * @param file how problems name them
     */
    public RegisterReading read(String file, byte[] bytes) {
        return read(file, bytes, new LanguageChecks(texts));
    }

    /**
     * Reads a frozen copy. It was whole when it was frozen: a text that the product has gained since, in a language that
     * it does not speak itself, is missing there and stays in the product's first language.
     */
    public RegisterReading read(RevisionStore.Frozen copy) {
        return read(
                "revision " + copy.number(), copy.canonical().getBytes(StandardCharsets.UTF_8), LanguageChecks.none());
    }

    private RegisterReading read(String file, byte[] bytes, LanguageChecks languages) {
        Problems problems = new Problems();
        Optional<YamlNode> root =
                SourceText.decode(file, bytes, problems).flatMap(source -> YamlParser.parse(source, problems));
        if (root.isEmpty()) {
            return new RegisterReading.Rejected(problems.sorted());
        }
        Optional<Draft> draft = DraftReader.read(root.get(), problems);
        draft.ifPresent(d -> {
            languages.check(d, problems);
            new RevisionChecks(problems).check(d);
            new ReferenceChecks(problems).check(d);
            new SourceChecks(publicSuffix, problems).check(d);
            new TrackerChecks(publicSuffix, problems).check(d);
            new PreferenceChecks(problems).check(d);
            new AudienceChecks(problems).check(d);
        });
        if (problems.refuse() || draft.isEmpty()) {
            return new RegisterReading.Rejected(problems.sorted());
        }
        Register register = draft.get().checked();
        int frozen = RegisterCanonical.bytes(register).length;
        if (frozen > SourceText.BYTES_MAX) {
            problems.add(
                    Code.TOO_LARGE,
                    root.get().place(),
                    "with its defaults written out the register has " + frozen + " bytes, over " + SourceText.BYTES_MAX,
                    "shorten texts, or use patterns in place of many names");
            return new RegisterReading.Rejected(problems.sorted());
        }
        Positions positions = new Positions(root.get());
        new Advice(register, positions, publicSuffix, problems).give();
        return new RegisterReading.Accepted(register, problems.sorted(), positions);
    }
}
