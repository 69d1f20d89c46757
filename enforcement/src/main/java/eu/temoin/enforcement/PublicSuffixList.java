package eu.temoin.enforcement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Under which domains anybody may register a name ({@code fr}, {@code co.uk}, {@code github.io}), so that a cookie
 * cannot be set for all of them. Immutable.
 *
 * <p>The shipped list is publicsuffix.org's own file, unchanged, under the Mozilla Public License 2.0; its first lines
 * say of which day it is. Both of its sections count, as they do for browsers' cookies.
 */
public final class PublicSuffixList {
    private static final String RESOURCE = "public_suffix_list.dat";

    private final Set<String> rules = new HashSet<>(16_384);
    private final Set<String> wildcards = new HashSet<>();
    private final Set<String> exceptions = new HashSet<>();

    private PublicSuffixList() {}

    /** The list that comes with this module, read once. */
    public static PublicSuffixList shipped() {
        return Shipped.LIST;
    }

    private static final class Shipped {
        static final PublicSuffixList LIST = load();

        private static PublicSuffixList load() {
            try (InputStream resource = PublicSuffixList.class.getResourceAsStream(RESOURCE)) {
                if (resource == null) {
                    throw new IllegalStateException("the module's own " + RESOURCE + " is missing");
                }
                return read(new InputStreamReader(resource, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads the format of publicsuffix.org: a rule a line, up to the first white space, {@code //} for comments. */
    static PublicSuffixList read(Reader source) throws IOException {
        PublicSuffixList list = new PublicSuffixList();
        BufferedReader lines = new BufferedReader(source);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String rule = firstWord(line);
            if (!rule.isEmpty() && !rule.startsWith("//")) {
                list.add(rule);
            }
        }
        return list;
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        return line.substring(0, end);
    }

    private void add(String rule) {
        if (rule.startsWith("!")) {
            exceptions.add(CookieDomains.canonical(rule.substring(1)));
        } else if (rule.startsWith("*.")) {
            wildcards.add(CookieDomains.canonical(rule.substring(2)));
        } else {
            rules.add(CookieDomains.canonical(rule));
        }
    }

    /** Whether {@code domain}, canonical, is a public suffix; a name that no rule covers is one if it has no dot. */
    public boolean isPublicSuffix(String domain) {
        return !domain.isEmpty()
                && !CookieDomains.isAddress(domain)
                && suffix(domain).equals(domain);
    }

    /**
     * The domain below which cookies can be shared with {@code host}: its public suffix and one label more.
     *
     * @return empty for a public suffix itself and for an IP address
     */
    public Optional<String> registrable(String host) {
        if (host.isEmpty() || CookieDomains.isAddress(host)) {
            return Optional.empty();
        }
        String suffix = suffix(host);
        if (suffix.length() >= host.length()) {
            return Optional.empty();
        }
        int dot = host.lastIndexOf('.', host.length() - suffix.length() - 2);
        return Optional.of(host.substring(dot + 1));
    }

    /** The longest rule that covers {@code host}, exceptions before all; without a rule, the last label. */
    private String suffix(String host) {
        String found = "";
        for (int at = 0; at >= 0; at = nextLabel(host, at)) {
            String candidate = host.substring(at);
            int next = nextLabel(host, at);
            if (exceptions.contains(candidate)) {
                return host.substring(next);
            }
            boolean byWildcard = next >= 0 && wildcards.contains(host.substring(next));
            if (found.isEmpty() && (rules.contains(candidate) || byWildcard)) {
                found = candidate;
            }
        }
        return found.isEmpty() ? host.substring(host.lastIndexOf('.') + 1) : found;
    }

    private static int nextLabel(String host, int at) {
        int dot = host.indexOf('.', at);
        return dot < 0 ? -1 : dot + 1;
    }

    int size() {
        return rules.size() + wildcards.size() + exceptions.size();
    }
}
