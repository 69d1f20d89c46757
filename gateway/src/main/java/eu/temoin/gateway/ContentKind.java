package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** What an answer is, as far as it decides what is done to it. */
enum ContentKind {
    /** {@code text/html}: rewritten. */
    HTML,
    /** Images without scripts, fonts, sound and film: no policy needed. */
    MEDIA,
    /** Everything else, and whatever does not say what it is: a policy. */
    OTHER;

    /** Several types in one answer: browsers take the last; where one of them is HTML, we take that. */
    static ContentKind of(HttpHeaders headers) {
        List<String> types = headers.getAll(HttpHeaderNames.CONTENT_TYPE);
        ContentKind kind = OTHER;
        for (int i = 0; i < types.size() && kind != HTML; i++) {
            kind = of(types.get(i));
        }
        return kind;
    }

    private static ContentKind of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).trim();
        if (type.startsWith("text/html") || type.contains(",") && type.contains("text/html")) {
            return HTML;
        }
        boolean media = type.startsWith("image/")
                || type.startsWith("font/")
                || type.startsWith("audio/")
                || type.startsWith("video/");
        // A name that ends in +xml is read as a document, whatever comes before.
        return media && type.indexOf(',') < 0 && !type.contains("xml") ? MEDIA : OTHER;
    }

    /** Whether a browser may show what is not HTML as a document that loads things: XML, or what does not say. */
    static boolean mayBeDocument(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type == null
                || type.indexOf('/') < 0
                || type.toLowerCase(Locale.ROOT).contains("xml");
    }

    /** Whether the browser saves it instead of showing it (RFC 6266). */
    static boolean isAttachment(HttpHeaders headers) {
        String disposition = headers.get(HttpHeaderNames.CONTENT_DISPOSITION);
        if (disposition == null) {
            return false;
        }
        int semicolon = disposition.indexOf(';');
        String type = semicolon < 0 ? disposition : disposition.substring(0, semicolon);
        return type.trim().equalsIgnoreCase("attachment");
    }
}
