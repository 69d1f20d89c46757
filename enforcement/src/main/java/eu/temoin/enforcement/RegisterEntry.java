package eu.temoin.enforcement;

import eu.temoin.consent.Category;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to write into {@code temoin.yaml} so that a finding becomes declared. What only a person can know is left empty,
 * with the possible answers beside it, so that the register's check points at each place until it is filled.
 */
public final class RegisterEntry {
    private RegisterEntry() {}

    /**
     * The entry, with the key that it stands under as its first line.
     *
     * @return empty where there is nothing to declare: what is declared already, names that Témoin keeps for itself, a
     *     cookie whose name is empty or nothing but an identifier, a document
     */
    public static Optional<String> of(Finding finding, Register register) {
        if (finding.reason() != Finding.Reason.UNDECLARED || isDeclared(finding, register)) {
            return Optional.empty();
        }
        return switch (finding.kind()) {
            case COOKIE_SET, COOKIE_SENT ->
                NamePattern.isValid(finding.name()) ? Optional.of(tracker(finding, register)) : Optional.empty();
            case SOURCE, SOURCE_REPORTED -> Source.parse(finding.name()).map(source -> provider(source, register));
            case SERVICE_WORKER ->
                finding.name().indexOf('*') < 0
                        ? Optional.of("workers:\n  - " + quoted(finding.name()) + '\n')
                        : Optional.empty();
            case DOCUMENT -> Optional.empty();
        };
    }

    /**
     * Whether the register now declares what it did not when the finding was made. Of a source only the host was kept, so
     * an entry counts that covers the whole host; one of a path leaves the rest of the host undeclared.
     */
    public static boolean isDeclared(Finding finding, Register register) {
        return switch (finding.kind()) {
            case COOKIE_SET, COOKIE_SENT ->
                register.trackers().stream()
                        .anyMatch(tracker -> tracker.kind() == Tracker.Kind.COOKIE
                                && tracker.name().matches(finding.name()));
            case SOURCE, SOURCE_REPORTED ->
                Source.parse(finding.name())
                        .map(seen -> register.providers().stream()
                                .flatMap(provider -> provider.sources().stream())
                                .anyMatch(source -> source.covers(seen)))
                        .orElse(false);
            case SERVICE_WORKER -> register.workers().contains(finding.name());
            case DOCUMENT -> false;
        };
    }

    private static String tracker(Finding finding, Register register) {
        String hint = finding.probablySignIn() ? ", probably the strictly necessary one: it looks like signing in" : "";
        return "trackers:\n"
                + "  - name: " + quoted(finding.name()) + '\n'
                + "    kind: cookie\n"
                + "    category: # " + categories(register) + hint + '\n'
                + "    purpose:\n"
                + register.site().languages().stream()
                        .map(language -> "      " + language + ":\n")
                        .collect(Collectors.joining())
                + "    lifetime: # session, or as in 13 months\n";
    }

    private static String provider(Source source, Register register) {
        return "providers:\n"
                + "  - id: # a short word\n"
                + "    name: # as visitors may know it\n"
                + "    category: # " + categories(register) + '\n'
                + "    policy: # address of its privacy policy\n"
                + "    country: # two letters, where the data goes\n"
                + "    sources:\n"
                + "      - " + quoted(source.toString()) + '\n';
    }

    private static String categories(Register register) {
        return register.categories().stream().map(Category::id).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
