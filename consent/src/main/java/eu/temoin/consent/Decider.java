package eu.temoin.consent;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one decision: from register, token, signals, day and once-grant to what may pass. Immutable and thread-safe; made
 * once for each register that comes into force. Pure: the same five always give the same decision.
 *
 * <p>The rules, in the words of the law's two sides:
 *
 * <ul>
 *   <li>what is strictly necessary always passes;
 *   <li>what needs consent passes only if a valid choice grants it, made when nothing about it was different (its
 *       {@code since} is not later than the revision that was shown);
 *   <li>exempt audience measurement passes unless it is refused, or may be by one of two choices that differ;
 *   <li>a refusal always counts, whatever its revision;
 *   <li>a signal refuses what the register says it refuses, unless the visitor chose while it was already present;
 *   <li>a once-grant lets one provider load, and no tracker of it pass on the site, or lets pass what the site itself sets
 *       for one category, if the text it was given on is the one in force;
 *   <li>the visitor is asked where an answer is missing or too old, and not while a signal answers, nor, because of a
 *       revision, before the register's pause after the last answer is over;
 *   <li>who wants to be asked each time is asked about each thing where it is met, and no more about all at once: then a
 *       category's answer speaks of the site's own trackers, and each provider has an answer of its own.
 * </ul>
 */
public final class Decider {
    /** How far in the future a token may have been decided: one day, for clocks that differ around midnight. */
    static final int DAYS_AHEAD_MAX = 1;

    private static final int NOT_ONCE = -1;

    private final Register register;
    private final RegisterIndex index;
    private final String[] categoryIds;
    private final int[] categorySince;
    private final int necessary;
    private final int consent;
    private final int exempt;

    /** The category that visitors are counted under; none, so that nobody is, where the register counts nobody. */
    private final int audience;

    private final int refusedByGpc;
    private final int refusedByDnt;
    private final int latestCategorySince;
    private final int latestProviderSince;
    private final Map<String, Integer> providerIndexes = new HashMap<>();

    /** Of each provider, the categories under whose grants it sets or loads something. */
    private final int[] categoriesOfProvider;

    private Decider(Register register) {
        this.register = register;
        this.index = RegisterIndex.of(register);
        List<Category> categories = register.categories();
        categoryIds = categories.stream().map(Category::id).toArray(String[]::new);
        categorySince = categories.stream().mapToInt(Category::since).toArray();
        necessary = maskOf(categories, Category.Kind.NECESSARY);
        consent = maskOf(categories, Category.Kind.CONSENT);
        exempt = maskOf(categories, Category.Kind.EXEMPT);
        audience = audienceMask(register);
        refusedByGpc = maskOf(categories, Signal.GPC);
        refusedByDnt = maskOf(categories, Signal.DNT);
        latestCategorySince =
                categories.stream().mapToInt(Category::since).max().orElse(0);
        latestProviderSince =
                register.providers().stream().mapToInt(Provider::since).max().orElse(0);
        for (Provider provider : register.providers()) {
            providerIndexes.put(provider.id(), providerIndexes.size());
        }
        categoriesOfProvider = new int[register.providers().size()];
        for (int i = 0; i < categoriesOfProvider.length; i++) {
            categoriesOfProvider[i] = 1 << index.categoryOfProvider(i);
        }
        for (Tracker tracker : register.trackers()) {
            tracker.provider()
                    .map(this::providerIndex)
                    .ifPresent(i -> categoriesOfProvider[i] |= 1 << categoryIndex(tracker.category()));
        }
    }

    public static Decider of(Register register) {
        return new Decider(register);
    }

    public Register register() {
        return register;
    }

    RegisterIndex index() {
        return index;
    }

    /** Decides for {@code today}, a day in the site's zone. */
    public Decision decide(TokenReading reading, Signals signals, LocalDate today) {
        return decide(reading, signals, today.toEpochDay());
    }

    /** The same, with {@code today} as days since 1970-01-01 in the site's zone. */
    public Decision decide(TokenReading reading, Signals signals, long today) {
        return decide(reading, signals, today, NOT_ONCE);
    }

    /** The same for a document that {@code grant} was given for. */
    public Decision decide(TokenReading reading, Signals signals, long today, Optional<OnceGrant> grant) {
        int once = grant.filter(given -> given.revision() == register.revision().number())
                .map(given -> position(given.about()))
                .orElse(NOT_ONCE);
        return decide(reading, signals, today, once);
    }

    /** Of a provider, or of a category that needs consent, as {@link Decision} counts them. */
    private int position(String id) {
        int category = categoryIndex(id);
        boolean asked = category >= 0 && (consent & 1 << category) != 0;
        return asked ? Decision.ONCE_CATEGORY + category : providerIndex(id);
    }

    private Decision decide(TokenReading reading, Signals signals, long today, int once) {
        if (reading instanceof TokenReading.Valid valid) {
            Token token = valid.token();
            if (token.lastDay() < today) {
                return withoutChoice(Decision.Basis.EXPIRED, signals, once);
            }
            if (token.decidedDay() <= today + DAYS_AHEAD_MAX && token.lastDay() >= token.decidedDay()) {
                return withChoice(token, signals, today, once);
            }
            return withoutChoice(Decision.Basis.NO_CHOICE, signals, once);
        }
        return withoutChoice(
                reading instanceof TokenReading.Conflict ? Decision.Basis.CONFLICT : Decision.Basis.NO_CHOICE,
                signals,
                once);
    }

    private Decision withoutChoice(Decision.Basis basis, Signals signals, int once) {
        int signalled = signalled(signals);
        // One of two choices that differ may oppose what needs no consent.
        int unopposed = basis == Decision.Basis.CONFLICT ? 0 : exempt & ~signalled;
        int allowed = necessary | unopposed;
        boolean ask = consent != 0 && signalled == 0;
        return new Decision(this, basis, null, signals, allowed, signalled, 0, ProviderExceptions.NONE, ask, once);
    }

    /**
     * What holds where nothing can be known of the visitor, because what would say it failed: only the strictly necessary
     * passes, since anything else may have been opposed.
     */
    public Decision nothing() {
        return new Decision(
                this,
                Decision.Basis.NO_CHOICE,
                null,
                Signals.NONE,
                necessary,
                0,
                0,
                ProviderExceptions.NONE,
                consent != 0,
                NOT_ONCE);
    }

    private Decision withChoice(Token token, Signals signals, long today, int once) {
        ProviderExceptions exceptions = ProviderExceptions.NONE;
        String readable = token.readable();
        int granted = 0;
        int refused = 0;
        int expected = 0;
        for (int at = 0; at < readable.length(); ) {
            int end = readable.indexOf('&', at);
            end = end < 0 ? readable.length() : end;
            boolean yes = readable.charAt(end - 1) == '1';
            if (readable.charAt(at) == TokenFormat.PROVIDER_MARK) {
                exceptions =
                        exceptions.with(providerIndex(readable.substring(at + 1, end - 2)), yes, register.providers());
            } else {
                int category = categoryOf(readable, at, end - 2, expected);
                if (category >= 0) {
                    expected = category + 1;
                    granted |= yes ? 1 << category : 0;
                    refused |= yes ? 0 : 1 << category;
                }
            }
            at = end + 1;
        }
        // Refusing and granting the same category cannot both be meant; the refusal counts.
        granted &= ~refused;

        int revision = token.revision();
        int current = revision >= latestCategorySince ? granted : granted & ~olderThanSince(revision);
        int signalled = token.signalPresent() ? 0 : signalled(signals);
        int allowed = necessary | (current & consent | exempt & ~refused) & ~signalled;
        boolean ask = signalled == 0
                && !token.asksEachTime()
                && ((consent & ~refused & ~current) != 0 || missesProvider(revision, current, exceptions))
                && !isPause(token, today);
        return new Decision(
                this, Decision.Basis.CHOICE, token, signals, allowed, signalled, revision, exceptions, ask, once);
    }

    /** The categories whose last material revision is later than what was shown. */
    private int olderThanSince(int revision) {
        int mask = 0;
        for (int i = 0; i < categorySince.length; i++) {
            mask |= categorySince[i] > revision ? 1 << i : 0;
        }
        return mask;
    }

    /** Whether it is too early to ask again because of a revision; what it touches does not pass meanwhile. */
    private boolean isPause(Token token, long today) {
        return token.revision() < register.revision().number()
                && register.askAgainAfter()
                        .filter(pause -> today
                                < LocalDate.ofEpochDay(token.decidedDay())
                                        .plus(pause)
                                        .toEpochDay())
                        .isPresent();
    }

    /**
     * Whether a provider came or changed since what was shown, in a category where it would count; or was granted by
     * itself in a category that changed. {@link Asked} says the same by ids.
     */
    private boolean missesProvider(int revision, int current, ProviderExceptions exceptions) {
        boolean none = exceptions == ProviderExceptions.NONE;
        if (revision >= latestProviderSince && (none || revision >= latestCategorySince)) {
            return false;
        }
        List<Provider> providers = register.providers();
        for (int i = 0; i < providers.size(); i++) {
            boolean newer = providers.get(i).since() > revision;
            if ((newer || !none) && misses(i, newer, revision, current, exceptions)) {
                return true;
            }
        }
        return false;
    }

    private boolean misses(int provider, boolean newer, int revision, int current, ProviderExceptions exceptions) {
        if (exceptions.refuses(provider)) {
            return false;
        }
        int own = index.categoryOfProvider(provider);
        if (exceptions.grants(provider) && (consent & 1 << own) != 0) {
            return newer || categorySince[own] > revision;
        }
        return newer && (consent & current & categoriesOfProvider[provider]) != 0;
    }

    private int signalled(Signals signals) {
        return (signals.gpc() ? refusedByGpc : 0) | (signals.dnt() ? refusedByDnt : 0);
    }

    /** Index of the category named in {@code [from, to)}; a token lists them in order, so the next one is tried first. */
    private int categoryOf(String readable, int from, int to, int expected) {
        for (int i = 0; i < categoryIds.length; i++) {
            int candidate = (expected + i) % categoryIds.length;
            String id = categoryIds[candidate];
            if (id.length() == to - from && readable.startsWith(id, from)) {
                return candidate;
            }
        }
        return -1;
    }

    int necessary() {
        return necessary;
    }

    int consent() {
        return consent;
    }

    int exempt() {
        return exempt;
    }

    int audience() {
        return audience;
    }

    int categoryIndex(String id) {
        return categoryOf(id, 0, id.length(), 0);
    }

    int providerIndex(String id) {
        Integer found = providerIndexes.get(id);
        return found == null ? -1 : found;
    }

    int categorySince(int category) {
        return categorySince[category];
    }

    private static int audienceMask(Register register) {
        List<Category> categories = register.categories();
        int mask = 0;
        for (int i = 0; i < categories.size(); i++) {
            String id = categories.get(i).id();
            // Nothing that is strictly necessary is counted with: it would pass whatever a visitor says.
            boolean counts = categories.get(i).kind() != Category.Kind.NECESSARY
                    && register.audience()
                            .filter(found -> found.category().equals(id))
                            .isPresent();
            mask |= counts ? 1 << i : 0;
        }
        return mask;
    }

    private static int maskOf(List<Category> categories, Category.Kind kind) {
        int mask = 0;
        for (int i = 0; i < categories.size(); i++) {
            mask |= categories.get(i).kind() == kind ? 1 << i : 0;
        }
        return mask;
    }

    private static int maskOf(List<Category> categories, Signal signal) {
        int mask = 0;
        for (int i = 0; i < categories.size(); i++) {
            Set<Signal> refusedBy = categories.get(i).refusedBy();
            boolean necessary = categories.get(i).kind() == Category.Kind.NECESSARY;
            mask |= !necessary && refusedBy.contains(signal) ? 1 << i : 0;
        }
        return mask;
    }
}
