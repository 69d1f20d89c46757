package eu.temoin.enforcement;

import eu.temoin.consent.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Content-Security-Policy that the site itself sends, read to see whether our two inline tags and our form work
 * under it, and changed by as little as makes them.
 *
 * <ul>
 *   <li>Where the policy has a nonce, our tags take it.
 *   <li>Where inline code is forbidden otherwise, the SHA-256 of our constant tags is added to the directive that decides;
 *       never where {@code 'unsafe-inline'} counts, which a hash would switch off for the whole site.
 *   <li>Where {@code form-action} leaves out the site's own origin, {@code 'self'} is added.
 * </ul>
 *
 * <p>Nothing else is ever changed; whatever is not inserted stays octet for octet. A policy in a {@code meta} element is
 * not seen here: our tags stand before it, and a policy covers only what follows it. {@code 'strict-dynamic'} needs
 * nothing more, since our script loads none; nor does {@code require-trusted-types-for}, since it uses no sink.
 */
public final class SitePolicy {
    /** Octets of all policies together; longer ones are left as they are. */
    public static final int LENGTH_MAX = 16_384;

    /** Policies of one response, each in a header of its own or after a comma; more are left as they are. */
    public static final int POLICIES_MAX = 16;

    /** What our insertion may count on. */
    public sealed interface Outcome {
        /** The header values to send, one for each that came. */
        List<String> headers();

        /** The nonce that our tags must carry; checked to be nothing but base64. */
        Optional<String> nonce();

        /** Whether a form that is posted to the site's own origin is sent. */
        boolean formWorks();

        /** Inline style and script work with the headers as they came: the very same list. */
        record Untouched(List<String> headers, Optional<String> nonce, boolean formWorks) implements Outcome {}

        /** They work with these headers. */
        record Amended(List<String> headers, Optional<String> nonce, boolean formWorks) implements Outcome {}

        /** One or both do not, whatever is done: insert plain HTML. The form may have needed a change all the same. */
        record Plain(
                List<String> headers,
                Optional<String> nonce,
                boolean styleWorks,
                boolean scriptWorks,
                boolean formWorks)
                implements Outcome {}
    }

    private SitePolicy() {}

    /**
     * Reads the values of a response's {@code Content-Security-Policy} headers.
     *
     * @param inline our tags
     */
    public static Outcome of(List<String> headers, InlineHashes inline) {
        if (headers.isEmpty()) {
            return new Outcome.Untouched(headers, Optional.empty(), true);
        }
        int length = headers.stream().mapToInt(String::length).sum();
        List<Policy> policies = length > LENGTH_MAX ? List.of() : Policy.parse(headers);
        if (length > LENGTH_MAX || policies.size() > POLICIES_MAX) {
            return new Outcome.Plain(headers, Optional.empty(), false, false, false);
        }
        return new Amendment(headers, policies, inline).outcome();
    }

    /**
     * Whether a script file of the site's own origin loads under what is sent, and may send back to that origin. Nothing is
     * amended for it: what a site does not let its own pages do, it is not made to.
     */
    public static boolean letsOwnFileSend(Outcome outcome, Origin own) {
        if (outcome instanceof Outcome.Plain plain && !plain.scriptWorks()) {
            return false;
        }
        return Policy.parse(outcome.headers()).stream()
                .allMatch(policy -> policy.loadsOwnFile(outcome.nonce(), own)
                        && policy.letsConnect(own)
                        && !policy.isSandboxedWithout("allow-same-origin"));
    }

    /** An inline tag, with the directives that decide about it, the first present one alone. */
    private enum Tag {
        SCRIPT,
        STYLE;

        List<String> directives() {
            return switch (this) {
                case SCRIPT -> List.of("script-src-elem", "script-src", "default-src");
                case STYLE -> List.of("style-src-elem", "style-src", "default-src");
            };
        }
    }

    /**
     * One source list.
     *
     * @param header which header it stands in
     * @param start where it begins there, before the blank
     * @param end where its last expression ends
     */
    private record Sources(List<String> expressions, int header, int start, int end) {
        boolean has(String keyword) {
            for (String expression : expressions) {
                if (expression.equalsIgnoreCase(keyword)) {
                    return true;
                }
            }
            return false;
        }

        boolean hasNonce(String nonce) {
            for (String expression : expressions) {
                if (isNonce(expression) && nonceOf(expression).equals(nonce)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether {@code 'unsafe-inline'} stands there and neither a hash nor a nonce switches it off. */
        private boolean hasLiveUnsafeInline() {
            if (!has("'unsafe-inline'")) {
                return false;
            }
            for (String expression : expressions) {
                if (isNonce(expression) || isHash(expression)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether {@code 'unsafe-inline'} counts, in every engine (CSP Level 3 section 6.7.3.2). */
        boolean allowsAllInline() {
            return hasLiveUnsafeInline() && !has("'strict-dynamic'");
        }

        /**
         * Whether inline styles depend on the engine: {@code 'strict-dynamic'} switches {@code 'unsafe-inline'} off for
         * scripts only by the standard, and for styles too in Chromium.
         */
        boolean isDisputedForStyles() {
            return hasLiveUnsafeInline() && has("'strict-dynamic'");
        }

        /** Whether files of {@code own} are among the sources, by the ways in which policies say so. */
        boolean namesOwn(Origin own) {
            return has("'self'")
                    || has("*")
                    || has(own.scheme() + ':')
                    || has(own.toString())
                    || has(own.authority())
                    || own.isSecure() && has(own.host());
        }

        boolean isNone() {
            return expressions.isEmpty() || expressions.size() == 1 && has("'none'");
        }
    }

    private static final String NONCE_START = "'nonce-";

    private static boolean isNonce(String expression) {
        return expression.regionMatches(true, 0, NONCE_START, 0, NONCE_START.length())
                && expression.endsWith("'")
                && isBase64(expression, NONCE_START.length(), expression.length() - 1);
    }

    private static String nonceOf(String expression) {
        return expression.substring(NONCE_START.length(), expression.length() - 1);
    }

    private static boolean isHash(String expression) {
        for (String start : List.of("'sha256-", "'sha384-", "'sha512-")) {
            if (expression.regionMatches(true, 0, start, 0, start.length()) && expression.endsWith("'")) {
                return isBase64(expression, start.length(), expression.length() - 1);
            }
        }
        return false;
    }

    /** Base64 or base64url with at most two equals signs: nothing that could end an attribute. */
    private static boolean isBase64(String text, int from, int to) {
        int end = to;
        while (end > from && to - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && c != '+' && c != '/' && c != '-' && c != '_') {
                return false;
            }
        }
        return end > from;
    }

    /** One policy: its directives by name, the first of a name alone (CSP Level 3 section 2.2.1). */
    private record Policy(Map<String, Sources> directives) {
        static List<Policy> parse(List<String> headers) {
            List<Policy> policies = new ArrayList<>();
            for (int h = 0; h < headers.size(); h++) {
                String header = headers.get(h);
                for (int at = 0; at <= header.length(); ) {
                    int comma = header.indexOf(',', at);
                    int end = comma < 0 ? header.length() : comma;
                    policies.add(parse(header, h, at, end));
                    at = end + 1;
                }
            }
            return policies;
        }

        private static Policy parse(String header, int position, int start, int end) {
            Map<String, Sources> directives = new HashMap<>();
            for (int at = start; at < end; ) {
                int semicolon = header.indexOf(';', at);
                int stop = semicolon < 0 || semicolon > end ? end : semicolon;
                int nameStart = skipBlank(header, at, stop);
                int nameEnd = endOfWord(header, nameStart, stop);
                if (nameEnd > nameStart) {
                    String name = header.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
                    directives.putIfAbsent(name, sources(header, position, nameEnd, stop));
                }
                at = stop + 1;
            }
            return new Policy(directives);
        }

        private static Sources sources(String header, int position, int from, int stop) {
            List<String> expressions = new ArrayList<>();
            int end = from;
            for (int at = skipBlank(header, from, stop); at < stop; at = skipBlank(header, end, stop)) {
                end = endOfWord(header, at, stop);
                expressions.add(header.substring(at, end));
            }
            return new Sources(expressions, position, from, end);
        }

        private static int skipBlank(String text, int start, int end) {
            int at = start;
            while (at < end && isBlank(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static int endOfWord(String text, int start, int end) {
            int at = start;
            while (at < end && !isBlank(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
        }

        /** The list that decides about a tag; empty where nothing does. */
        Optional<Sources> deciding(Tag tag) {
            return tag.directives().stream()
                    .flatMap(name -> list(name).stream())
                    .findFirst();
        }

        boolean loadsOwnFile(Optional<String> nonce, Origin own) {
            return deciding(Tag.SCRIPT)
                    .map(list -> nonce.filter(list::hasNonce).isPresent()
                            || !list.has("'strict-dynamic'") && list.namesOwn(own))
                    .orElse(true);
        }

        boolean letsConnect(Origin own) {
            return list("connect-src")
                    .or(() -> list("default-src"))
                    .map(list -> list.namesOwn(own))
                    .orElse(true);
        }

        Optional<Sources> list(String directive) {
            return Optional.ofNullable(directives.get(directive));
        }

        boolean isSandboxedWithout(String flag) {
            return list("sandbox").filter(sandbox -> !sandbox.has(flag)).isPresent();
        }
    }

    /** What is added to the source lists of one response's policies. */
    private static final class Amendment {
        private final List<String> headers;
        private final List<Policy> policies;
        private final InlineHashes inline;
        private final Optional<String> nonce;
        private final Map<Sources, List<String>> additions = new HashMap<>();

        Amendment(List<String> headers, List<Policy> policies, InlineHashes inline) {
            this.headers = headers;
            this.policies = policies;
            this.inline = inline;
            this.nonce = firstNonce(Tag.SCRIPT).or(() -> firstNonce(Tag.STYLE));
        }

        /** A tag has one nonce only: the first one found, that of scripts if they have any. */
        private Optional<String> firstNonce(Tag tag) {
            for (Policy policy : policies) {
                List<String> expressions =
                        policy.deciding(tag).map(Sources::expressions).orElse(List.of());
                for (String expression : expressions) {
                    if (isNonce(expression)) {
                        return Optional.of(nonceOf(expression));
                    }
                }
            }
            return Optional.empty();
        }

        Outcome outcome() {
            boolean styleWorks = true;
            boolean scriptWorks = true;
            boolean formWorks = true;
            for (Policy policy : policies) {
                styleWorks &= makeWork(policy, Tag.STYLE, inline.styles());
                scriptWorks &=
                        makeWork(policy, Tag.SCRIPT, inline.scripts()) && !policy.isSandboxedWithout("allow-scripts");
                formWorks &= !policy.isSandboxedWithout("allow-forms");
                letFormThrough(policy);
            }
            List<String> sent = additions.isEmpty() ? headers : amended();
            if (!styleWorks || !scriptWorks) {
                return new Outcome.Plain(sent, nonce, styleWorks, scriptWorks, formWorks);
            }
            return additions.isEmpty()
                    ? new Outcome.Untouched(headers, nonce, formWorks)
                    : new Outcome.Amended(sent, nonce, formWorks);
        }

        private boolean makeWork(Policy policy, Tag tag, List<String> hashes) {
            Optional<Sources> deciding = policy.deciding(tag);
            if (deciding.isEmpty()) {
                return true;
            }
            Sources list = deciding.get();
            if (nonce.filter(list::hasNonce).isPresent() || list.allowsAllInline()) {
                return true;
            }
            boolean decidesStyles =
                    policy.deciding(Tag.STYLE).filter(list::equals).isPresent();
            if (decidesStyles && list.isDisputedForStyles()) {
                // A hash would switch the site's own inline styles off where they still work.
                return false;
            }
            for (String hash : hashes) {
                add(list, '\'' + hash + '\'');
            }
            return true;
        }

        private void letFormThrough(Policy policy) {
            policy.list("form-action")
                    .filter(list -> !list.has("'self'") && !list.has("*"))
                    .ifPresent(list -> add(list, "'self'"));
        }

        private void add(Sources list, String expression) {
            if (!list.expressions().contains(expression)) {
                additions.computeIfAbsent(list, key -> new ArrayList<>()).add(expression);
            }
        }

        /** The headers with everything added, from the back so that places before stay true. */
        private List<String> amended() {
            List<StringBuilder> texts =
                    new ArrayList<>(headers.stream().map(StringBuilder::new).toList());
            List<Sources> lists = new ArrayList<>(additions.keySet());
            lists.sort((a, b) -> Integer.compare(b.end(), a.end()));
            for (Sources list : lists) {
                String added = ' ' + String.join(" ", additions.getOrDefault(list, List.of()));
                // 'none' counts only alone: what is added takes its place.
                int from = list.isNone() ? list.start() : list.end();
                texts.get(list.header()).replace(from, list.end(), added);
            }
            return texts.stream().map(StringBuilder::toString).toList();
        }
    }
}
