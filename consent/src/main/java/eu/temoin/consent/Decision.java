package eu.temoin.consent;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * For one request: which trackers and sources may pass, and whether to ask. Immutable; made by {@link Decider}.
 *
 * <p>It is a handful of bits beside the register: 56 bytes, and some more where a token has exceptions by provider.
 */
public final class Decision {
    /** What the decision rests on. */
    public enum Basis {
        /** No choice that counts: none, one that does not verify, or one from the future. */
        NO_CHOICE,
        /** The visitor's choice; a signal may still overrule it, see {@link Decision#signalled()}. */
        CHOICE,
        /** A choice whose last day is past. */
        EXPIRED,
        /** Two choices that verify and differ. */
        CONFLICT
    }

    private static final Set<String> NETWORK_SCHEMES = Set.of("http", "https", "ws", "wss");

    private final Decider decider;
    private final Basis basis;
    private final @Nullable Token token;
    private final Signals signals;
    private final int allowed;
    private final int signalled;
    private final int revision;
    private final ProviderExceptions exceptions;
    private final boolean ask;

    /** Added to the position of a category that a once-grant speaks of: registers have fewer providers. */
    static final int ONCE_CATEGORY = 1 << 16;

    /** Position of the provider that a once-grant lets load, or of the category; -1 without one. */
    private final int once;

    Decision(
            Decider decider,
            Basis basis,
            @Nullable Token token,
            Signals signals,
            int allowed,
            int signalled,
            int revision,
            ProviderExceptions exceptions,
            boolean ask,
            int once) {
        this.decider = decider;
        this.basis = basis;
        this.token = token;
        this.signals = signals;
        this.allowed = allowed;
        this.signalled = signalled;
        this.revision = revision;
        this.exceptions = exceptions;
        this.ask = ask;
        this.once = once;
    }

    public Register register() {
        return decider.register();
    }

    /** Whether the visitor is to be asked: an answer is missing or too old, and no signal answers. */
    public boolean ask() {
        return ask;
    }

    /** What to ask about, of somebody who chose before; nothing where everything is asked about, or nothing is. */
    public Asked asked() {
        return ask && token != null ? Asked.of(register(), token.choice()) : Asked.NOTHING;
    }

    public Basis basis() {
        return basis;
    }

    /** The token that counts; empty unless the basis is {@link Basis#CHOICE}. */
    public Optional<Token> token() {
        return Optional.ofNullable(token);
    }

    /** What the browser says in this request. */
    public Signals signals() {
        return signals;
    }

    /** Whether a signal refuses something here, over whatever was chosen before it. */
    public boolean signalled() {
        return signalled != 0;
    }

    /** Whether trackers end with the browser session, because the visitor chose so. */
    public boolean sessionOnly() {
        return token != null && token.sessionOnly();
    }

    /**
     * Whether a declared tracker, where it passes, may not outlast the browser session: because the visitor chose so for
     * everything, or because only a once-grant lets it pass.
     */
    public boolean endsWithSession(Tracker tracker) {
        int category = decider.categoryIndex(tracker.category());
        boolean once = category >= 0 && this.once == ONCE_CATEGORY + category && !allowsCategory(category);
        return sessionOnly() || once;
    }

    /** The provider that a once-grant lets load in this one document, over whatever else is refused. */
    public Optional<Provider> once() {
        return once < 0 || once >= ONCE_CATEGORY
                ? Optional.empty()
                : Optional.of(register().providers().get(once));
    }

    /** Whether the visitor wants to be told before each tracker, and asked about nothing else. */
    public boolean asksEachTime() {
        return token != null && token.asksEachTime();
    }

    /**
     * Whether someone who is asked each time has no answer yet about a provider, or about what the site itself sets for a
     * category: neither allowed nor refused, by the visitor or by a signal, nor allowed for this one document.
     *
     * @param id of a provider or a category
     */
    public boolean isOpen(String id) {
        int provider = decider.providerIndex(id);
        int category =
                provider < 0 ? decider.categoryIndex(id) : decider.index().categoryOfProvider(provider);
        if (!asksEachTime() || category < 0 || ((decider.consent() & ~signalled) & 1 << category) == 0) {
            return false;
        }
        if (once == (provider >= 0 ? provider : ONCE_CATEGORY + category)) {
            return false;
        }
        if (provider >= 0) {
            return !exceptions.refuses(provider) && !allows(category, provider);
        }
        boolean refused = token().map(Token::choice)
                .filter(choice -> Boolean.FALSE.equals(choice.categories().get(id)))
                .isPresent();
        return !refused && !allowsCategory(category);
    }

    /** Whether the category passes; an id that the register does not declare does not. */
    public boolean allowsCategory(String id) {
        int category = decider.categoryIndex(id);
        return category >= 0 && allowsCategory(category);
    }

    /**
     * Whether this request may be counted: whether the category of the register's {@link Audience} passes, and never
     * without one. Allocates nothing.
     */
    public boolean allowsAudience() {
        return (allowed & decider.audience()) != 0;
    }

    /** Whether what loads from the provider passes; an id that the register does not declare does not. */
    public boolean allowsProvider(String id) {
        int provider = decider.providerIndex(id);
        return provider >= 0 && allowsProvider(provider);
    }

    public TrackerVerdict cookie(String name) {
        return tracker(Tracker.Kind.COOKIE, name);
    }

    /** The verdict on a tracker of any kind, by its name. */
    public TrackerVerdict tracker(Tracker.Kind kind, String name) {
        List<RegisterIndex.TrackerEntry> found = decider.index().tracker(kind, name);
        if (found.isEmpty()) {
            return TrackerVerdict.UNDECLARED;
        }
        RegisterIndex.TrackerEntry entry = found.get(0);
        return allows(entry.category(), entry.provider()) ? entry.allowed() : entry.refused();
    }

    /** Whether a declared tracker of the register passes. */
    public boolean allows(Tracker tracker) {
        int category = decider.categoryIndex(tracker.category());
        return category >= 0
                && allows(
                        category, tracker.provider().map(decider::providerIndex).orElse(-1));
    }

    /**
     * The verdict on a place.
     *
     * @param scheme lower case; http, https, ws and wss are network schemes, others are not asked about
     * @param host lower case, in ASCII
     * @param port explicit
     * @param path without query
     */
    public SourceVerdict source(String scheme, String host, int port, String path) {
        List<RegisterIndex.SourceEntry> found = decider.index().source(host, port, Origin.defaultPort(scheme), path);
        if (found.isEmpty()) {
            return SourceVerdict.UNDECLARED;
        }
        RegisterIndex.SourceEntry entry = found.get(0);
        return entry.provider() < 0 || allowsProvider(entry.provider()) ? entry.allowed() : entry.refused();
    }

    /**
     * The verdict on a place by its address; the query is not looked at.
     *
     * @return empty where it is no absolute address of http, https, ws or wss with a host that can be read
     */
    public Optional<SourceVerdict> source(URI address) {
        String scheme = lower(address.getScheme());
        String host = lower(address.getHost());
        if (host.isEmpty() || !NETWORK_SCHEMES.contains(scheme)) {
            return Optional.empty();
        }
        int port = address.getPort() >= 0 ? address.getPort() : Origin.defaultPort(scheme);
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return Optional.of(source(scheme, host, port, path));
    }

    private static String lower(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether every path of an origin is the site's own or may be loaded from. False where one path may not, and where
     * only a wildcard covers the host.
     *
     * @param scheme as for {@link #source}
     */
    public boolean allowsWhole(String scheme, String host, int port) {
        for (RegisterIndex.SourceEntry entry : decider.index().sources(host)) {
            if (entry.source().matchesPort(port, Origin.defaultPort(scheme))) {
                if (entry.provider() >= 0 && !allowsProvider(entry.provider())) {
                    return false;
                }
                if (entry.source().path().isEmpty()) {
                    // Whatever follows is less specific and never asked.
                    return true;
                }
            }
        }
        return false;
    }

    /** The sources of providers that may be loaded from now, in the order of the register. */
    public List<Source> allowedSources() {
        List<Source> sources = new ArrayList<>();
        List<Provider> providers = register().providers();
        for (int i = 0; i < providers.size(); i++) {
            if (allowsProvider(i)) {
                sources.addAll(providers.get(i).sources());
            }
        }
        return sources;
    }

    /**
     * A short ASCII text that is equal for two decisions of one register exactly where they permit the same and ask
     * alike, at once or each time. It identifies nobody: it says no more than the permissions themselves.
     */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(24);
        text.append(Integer.toHexString(allowed)).append(ask ? 'a' : '-').append(sessionOnly() ? 's' : '-');
        text.append(signalled() ? 'g' : '-').append(basis == Basis.EXPIRED ? 'x' : '-');
        if (ask) {
            // What is asked, and in which words, depends on what was shown before.
            text.append(Integer.toHexString(revision)).append('.');
        }
        if (asksEachTime()) {
            text.append('e').append(Integer.toHexString(open()));
        }
        appendBits(text, this::allowsProvider);
        if (exceptions.refusesAny()) {
            // A provider's trackers may be of another category than what loads from it.
            appendBits(text.append('n'), exceptions::refuses);
        }
        if (once >= 0) {
            text.append('o').append(once);
        }
        return text.toString();
    }

    /** The categories about which someone who is asked each time has no answer yet. */
    private int open() {
        int mask = 0;
        List<Category> categories = register().categories();
        for (int i = 0; i < categories.size(); i++) {
            mask |= isOpen(categories.get(i).id()) ? 1 << i : 0;
        }
        return mask;
    }

    /** A bit for each provider, four in a digit. */
    private void appendBits(StringBuilder text, IntPredicate bit) {
        int providers = register().providers().size();
        for (int from = 0; from < providers; from += 4) {
            int bits = 0;
            for (int i = from; i < Math.min(from + 4, providers); i++) {
                bits |= bit.test(i) ? 1 << (i - from) : 0;
            }
            text.append(Character.forDigit(bits, 16));
        }
    }

    /** The last day of the choice that counts, or of the one that a choice of {@code today} would have. */
    public LocalDate lastDay(LocalDate today) {
        return token != null
                ? LocalDate.ofEpochDay(token.lastDay())
                : today.plus(register().choiceLifetime());
    }

    private boolean allowsCategory(int category) {
        return (allowed & 1 << category) != 0;
    }

    /** What loads from the provider; a tracker of its own on the site asks {@link #allows(int, int)}, as ever. */
    private boolean allowsProvider(int provider) {
        return provider == once || allows(decider.index().categoryOfProvider(provider), provider);
    }

    /** {@code provider} is -1 for the site itself, which has no exceptions. */
    private boolean allows(int category, int provider) {
        boolean alwaysPasses = (decider.necessary() & 1 << category) != 0;
        if (provider < 0 || alwaysPasses) {
            return allowsCategory(category) || once == ONCE_CATEGORY + category;
        }
        if (exceptions.refuses(provider)) {
            return false;
        }
        boolean exempt = (decider.exempt() & 1 << category) != 0;
        if (allowsCategory(category) && (exempt || !asksEachTime())) {
            return exempt || !isNewer(provider);
        }
        return exceptions.grants(provider)
                && category == decider.index().categoryOfProvider(provider)
                && (signalled & 1 << category) == 0
                && decider.categorySince(category) <= revision
                && !isNewer(provider);
    }

    /** Whether the provider changed after what was shown. */
    private boolean isNewer(int provider) {
        return register().providers().get(provider).since() > revision;
    }
}
