package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the conditions of a request ({@code If-None-Match} and its kin, RFC 9110 section 13).
 *
 * <p>A page's tag is sent as {@code W/"<the site's tag>~t.<fingerprint><w|s>"}, weak because the bytes are ours, with
 * the last letter saying whether the site's was. It comes back in {@code If-None-Match}: with the fingerprint of now the
 * site is asked with its own tag again, so that "not modified" only ever meets a copy made for the same decision; with
 * any other, or none at all where a page is asked for, nothing conditional is asked.
 */
enum EntityTags {
    /** None of our tags was among them. */
    UNTOUCHED,
    /** The site was asked with its own tags in place of ours. */
    RESTORED,
    /** The site was asked without conditions. */
    DROPPED;

    private static final String MARK = "~t.";

    /** RFC 9110 section 8.8.3; more of a list than {@link #TAGS_MAX} is not looked at. */
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(?:,|$)");

    private static final int TAGS_MAX = 32;

    /**
     * Changes the conditions of a request.
     *
     * @param strict whether a page is asked for: then a tag that is not of now drops them all
     */
    static EntityTags prepare(HttpHeaders headers, String fingerprint, boolean strict) {
        restoreOthers(headers);
        List<String> asked = headers.getAll(HttpHeaderNames.IF_NONE_MATCH);
        if (asked.isEmpty()) {
            return strict && headers.contains(HttpHeaderNames.IF_MODIFIED_SINCE) ? drop(headers) : UNTOUCHED;
        }
        String all = String.join(",", asked);
        boolean marked = all.contains(MARK);
        if (!marked) {
            return strict ? drop(headers) : UNTOUCHED;
        }
        List<String> restored = new ArrayList<>();
        Matcher tag = TAG.matcher(all);
        int end = 0;
        while (tag.lookingAt() && restored.size() < TAGS_MAX) {
            String opaque = tag.group(2);
            int mark = opaque.lastIndexOf(MARK);
            boolean ofNow = mark >= 0
                    && opaque.length() == mark + MARK.length() + fingerprint.length() + 1
                    && opaque.startsWith(fingerprint, mark + MARK.length());
            if (!ofNow && (strict || mark >= 0)) {
                return drop(headers);
            }
            restored.add(
                    ofNow
                            ? restored(opaque, mark)
                            : all.substring(tag.start(), tag.end(2) + 1).trim());
            end = tag.end();
            tag.region(end, all.length());
        }
        if (end != all.length()) {
            return drop(headers);
        }
        headers.set(HttpHeaderNames.IF_NONE_MATCH, String.join(", ", restored));
        headers.remove(HttpHeaderNames.IF_MODIFIED_SINCE);
        return RESTORED;
    }

    private static EntityTags drop(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.IF_NONE_MATCH);
        headers.remove(HttpHeaderNames.IF_MODIFIED_SINCE);
        return DROPPED;
    }

    /** {@code If-Match} guards a change and means the site's state, whatever the visitor's; a part of a page is none. */
    private static void restoreOthers(HttpHeaders headers) {
        String match = headers.get(HttpHeaderNames.IF_MATCH);
        if (match != null && match.contains(MARK)) {
            Matcher tag = TAG.matcher(match);
            int mark = match.lastIndexOf(MARK);
            if (tag.matches()) {
                headers.set(HttpHeaderNames.IF_MATCH, restored(tag.group(2), mark - tag.start(2)));
            }
        }
        String range = headers.get(HttpHeaderNames.IF_RANGE);
        if (range != null && range.contains(MARK)) {
            headers.remove(HttpHeaderNames.IF_RANGE);
            headers.remove(HttpHeaderNames.RANGE);
        }
    }

    private static String restored(String opaque, int mark) {
        String weak = opaque.endsWith("w") ? "W/" : "";
        return weak + '"' + opaque.substring(0, mark) + '"';
    }

    /** Our tag for a page that the site sent with {@code tag}; empty where that is none. */
    static String of(String tag, String fingerprint) {
        Matcher parsed = TAG.matcher(tag);
        if (!parsed.matches()) {
            return "";
        }
        return "W/\"" + parsed.group(2) + MARK + fingerprint + (parsed.group(1) == null ? "s" : "w") + '"';
    }
}
