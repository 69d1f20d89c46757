package eu.temoin.consent;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A choice that stood in the visitor's cookie and whose signature held for this site. Only {@link TokenVerifier} makes
 * one. Its byte layout is fixed in {@code docs/spec/token.md}.
 */
public final class Token {
    private final String readable;
    private final int revision;
    private final int decided;
    private final int lastDay;
    private final int flags;
    private final long identifierHigh;
    private final long identifierLow;

    /** The identifier's two halves are kept as they came and written out only when asked for; 0 where there is none. */
    Token(String readable, int revision, int decided, int lastDay, int flags, long identifierHigh, long identifierLow) {
        this.readable = readable;
        this.revision = revision;
        this.decided = decided;
        this.lastDay = lastDay;
        this.flags = flags;
        this.identifierHigh = identifierHigh;
        this.identifierLow = identifierLow;
    }

    /** The answers in clear, as {@code analytics=0&media=1&@lanterne=0}: all that the site behind may see. */
    public String readable() {
        return readable;
    }

    /** Number of the revision that was shown. */
    public int revision() {
        return revision;
    }

    /** Day of the choice, as days since 1970-01-01. */
    int decidedDay() {
        return decided;
    }

    /** The last day on which it holds, as days since 1970-01-01. */
    int lastDay() {
        return lastDay;
    }

    public boolean sessionOnly() {
        return (flags & TokenFormat.FLAG_SESSION_ONLY) != 0;
    }

    /** Whether the visitor wants to be told before each tracker. */
    public boolean asksEachTime() {
        return (flags & TokenFormat.FLAG_ASK_EACH_TIME) != 0;
    }

    boolean signalPresent() {
        return (flags & TokenFormat.FLAG_SIGNAL_PRESENT) != 0;
    }

    /** Present only where something is granted. */
    public Optional<Identifier> identifier() {
        if ((flags & TokenFormat.FLAG_IDENTIFIER) == 0) {
            return Optional.empty();
        }
        HexFormat hex = HexFormat.of();
        return Optional.of(new Identifier(hex.toHexDigits(identifierHigh) + hex.toHexDigits(identifierLow)));
    }

    /** The whole choice, as it was signed; for pages and records, not for each request. */
    public Choice choice() {
        Map<String, Boolean> categories = new LinkedHashMap<>();
        Map<String, Boolean> providers = new LinkedHashMap<>();
        for (String answer : readable.split("&", -1)) {
            int equals = answer.length() - 2;
            boolean granted = answer.charAt(equals + 1) == '1';
            if (answer.charAt(0) == TokenFormat.PROVIDER_MARK) {
                providers.put(answer.substring(1, equals), granted);
            } else {
                categories.put(answer.substring(0, equals), granted);
            }
        }
        return new Choice(
                categories,
                providers,
                revision,
                LocalDate.ofEpochDay(decided),
                LocalDate.ofEpochDay(lastDay),
                sessionOnly(),
                asksEachTime(),
                signalPresent(),
                identifier());
    }

    /** Two tokens are equal when they say the same, which is when their cookies are byte-equal but for the key. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Token that
                && readable.equals(that.readable)
                && revision == that.revision
                && decided == that.decided
                && lastDay == that.lastDay
                && flags == that.flags
                && identifierHigh == that.identifierHigh
                && identifierLow == that.identifierLow;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * readable.hashCode() + decided) + revision;
    }

    /** Never the identifier: this may end in a log. */
    @Override
    public String toString() {
        return "Token[" + readable + ", revision " + revision + "]";
    }
}
