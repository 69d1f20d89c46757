package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** What a browser wants something for ({@code Sec-Fetch-Dest}, Fetch Metadata), as far as it matters here. */
enum Destination {
    /** A page of its own. */
    DOCUMENT,
    /** A page inside another: iframe, frame, object, embed, fencedframe. */
    NESTED,
    /** A script's own request: fetch, XMLHttpRequest, and libraries that put what comes into the page. */
    EMPTY,
    /** Not said: old browsers, and whatever is no browser. */
    ABSENT,
    /** A service worker's script. */
    WORKER,
    /** The script of a dedicated or shared worker, which runs under the policy that came with it. */
    THREAD,
    /** An image, a script, a style, a font: never shown as a page. */
    OTHER;

    private static final AsciiString SEC_FETCH_DEST = AsciiString.cached("sec-fetch-dest");

    static Destination of(HttpHeaders headers) {
        String value = headers.get(SEC_FETCH_DEST);
        if (value == null) {
            return ABSENT;
        }
        return switch (value) {
            case "document" -> DOCUMENT;
            case "iframe", "frame", "object", "embed", "fencedframe" -> NESTED;
            case "empty", "" -> EMPTY;
            case "serviceworker" -> WORKER;
            case "worker", "sharedworker" -> THREAD;
            default -> OTHER;
        };
    }

    /** Whether the answer may be shown as a page, or put into one. */
    boolean mayBeHtml() {
        return this == DOCUMENT || this == NESTED || this == EMPTY || this == ABSENT;
    }

    /** Whether the browser goes there: parts of a page make no sense then. */
    boolean isNavigation() {
        return this == DOCUMENT || this == NESTED;
    }

    /** Whether our banner and link may be put in. */
    boolean takesInsertion() {
        return this == DOCUMENT || this == EMPTY || this == ABSENT;
    }
}
