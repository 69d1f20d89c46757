package eu.temoin.gateway;

import eu.temoin.audience.Rules;
import eu.temoin.consent.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.OnceVerifier;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.TokenKey;
import eu.temoin.enforcement.ContentSecurityPolicy;
import eu.temoin.enforcement.CookieFilter;
import eu.temoin.enforcement.PublicSuffixList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The register in force, with what is compiled from it once. Immutable. A request reads it once, at its start, and keeps
 * it to its end: a reload changes what the next request sees and drops none.
 */
public final class SiteInForce {
    /** Goes up whenever the same page would be made differently: copies in browsers are then asked for again. */
    private static final String REWRITING_VERSION = "2";

    private final Decider decider;
    private final Mode mode;
    private final List<TokenKey> keys;
    private final Decision denied;
    private final CookieFilter cookies;
    private final OnceVerifier once;
    private final Optional<Rules> counting;
    private final boolean measures;
    private final String fingerprint;
    private volatile @Nullable ContentSecurityPolicy policies;
    private final Map<String, List<Origin>> originsByAuthority = new HashMap<>();

    private SiteInForce(Decider decider, Mode mode, List<TokenKey> keys) {
        this.decider = decider;
        this.mode = mode;
        this.keys = List.copyOf(keys);
        this.denied = decider.nothing();
        this.once = new OnceVerifier(decider.register().site().id(), keys);
        this.cookies = CookieFilter.of(decider.register(), PublicSuffixList.shipped());
        this.counting = Counting.rules(decider.register());
        this.measures = decider.register().audience().map(Audience::script).orElse(false);
        this.fingerprint = digest(decider.register());
        for (Origin origin : decider.register().site().origins()) {
            add(origin.authority(), origin);
            add(origin.host() + ':' + origin.port(), origin);
        }
    }

    /** {@code keys}: the one that signs tokens now first, then older ones whose tokens still hold. */
    public static SiteInForce of(Decider decider, Mode mode, List<TokenKey> keys) {
        return new SiteInForce(decider, mode, keys);
    }

    private void add(String authority, Origin origin) {
        List<Origin> origins = originsByAuthority.computeIfAbsent(authority, key -> new ArrayList<>(1));
        if (!origins.contains(origin)) {
            origins.add(origin);
        }
    }

    public Decider decider() {
        return decider;
    }

    public Register register() {
        return decider.register();
    }

    public Mode mode() {
        return mode;
    }

    List<TokenKey> keys() {
        return keys;
    }

    /** What holds where no better decision can be had: nothing but the strictly necessary, and the visitor is asked. */
    Decision denied() {
        return denied;
    }

    /** Reads grants of "load once". */
    OnceVerifier once() {
        return once;
    }

    /** What is counted of its answers; empty where nothing is. */
    public Optional<Rules> counting() {
        return counting;
    }

    /** Whether a script in the page measures too. */
    boolean measures() {
        return measures;
    }

    CookieFilter cookies() {
        return cookies;
    }

    /** The policies of this register, compiled at first use; {@code reportPath} is one for the life of a gateway. */
    ContentSecurityPolicy policies(String reportPath) {
        ContentSecurityPolicy present = policies;
        if (present == null) {
            // Two event loops may both do it: the results are equal.
            present = ContentSecurityPolicy.of(register(), reportPath);
            policies = present;
        }
        return present;
    }

    /** Short ASCII text, equal for equal registers and pages made by the same rules. */
    String fingerprint() {
        return fingerprint;
    }

    /** Of everything in the register, in an order that does not differ between two runs. */
    private static String digest(Register register) {
        StringBuilder text = new StringBuilder(REWRITING_VERSION)
                .append(register.site())
                .append(register.providers())
                .append(register.trackers())
                .append(register.revisions())
                .append(register.choiceLifetime())
                .append(register.askAgainAfter())
                .append(register.workers())
                .append(new TreeMap<>(register.texts()));
        for (Category category : register.categories()) {
            text.append(category.id())
                    .append(category.kind())
                    .append(category.title())
                    .append(category.purpose())
                    .append(category.description())
                    .append(category.refusing())
                    .append(new TreeSet<>(category.refusedBy()))
                    .append(category.since());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 6));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The site's origins that {@code authority}, as in a {@code Host} header, may mean; none: not this site. */
    List<Origin> origins(String authority) {
        List<Origin> found = originsByAuthority.get(authority);
        if (found == null) {
            found = originsByAuthority.get(authority.toLowerCase(Locale.ROOT));
        }
        return found == null ? List.of() : found;
    }

    Origin canonicalOrigin() {
        return register().site().origins().getFirst();
    }
}
