package eu.temoin.consent;

import java.util.List;

/** The answers of one token about single providers, as bits by position in the register; most tokens have none. */
final class ProviderExceptions {
    static final ProviderExceptions NONE = new ProviderExceptions(new long[0], new long[0]);

    private final long[] granted;
    private final long[] refused;

    private ProviderExceptions(long[] granted, long[] refused) {
        this.granted = granted;
        this.refused = refused;
    }

    /** Adds an answer; {@code provider} is -1 where the register has no such provider, which answers nothing. */
    ProviderExceptions with(int provider, boolean yes, List<Provider> providers) {
        if (provider < 0) {
            return this;
        }
        int words = (providers.size() + 63) >>> 6;
        ProviderExceptions target = this == NONE ? new ProviderExceptions(new long[words], new long[words]) : this;
        long[] bits = yes ? target.granted : target.refused;
        bits[provider >>> 6] |= 1L << provider;
        return target;
    }

    boolean grants(int provider) {
        return has(granted, provider);
    }

    boolean refuses(int provider) {
        return has(refused, provider);
    }

    boolean refusesAny() {
        for (long word : refused) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(long[] bits, int at) {
        return bits.length != 0 && (bits[at >>> 6] & 1L << at) != 0;
    }
}
