package eu.temoin.audience;

/**
 * What one request and its answer showed. Implemented by who saw it, and read in one call of {@link Lane#count}: nothing
 * may keep it. Absent texts are empty.
 */
public interface Seen {
    /** The request headers that counting looks at; there are no others. */
    enum Header {
        /** {@code Sec-Fetch-Dest}. */
        DESTINATION("sec-fetch-dest"),
        /** {@code Sec-Fetch-Site}. */
        SITE("sec-fetch-site"),
        /** {@code Sec-Purpose}. */
        SEC_PURPOSE("sec-purpose"),
        /** {@code Purpose}, which older browsers send for {@code Sec-Purpose}. */
        PURPOSE("purpose"),
        /** {@code X-Moz}, which older Firefox sends for {@code Sec-Purpose}. */
        X_MOZ("x-moz"),
        REFERRER("referer"),
        LANGUAGE("accept-language"),
        USER_AGENT("user-agent"),
        /** {@code Sec-CH-UA-Mobile}. */
        MOBILE("sec-ch-ua-mobile");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        /** As on the wire, in lower case. */
        public String text() {
            return text;
        }
    }

    /** Whether the visitor's state allows counting. Where it does not, nothing else is asked. */
    boolean allowed();

    /** Whether it is a visit of who runs the site, which is none of its audience. */
    default boolean own() {
        return false;
    }

    String method();

    /** Without query, dot segments and double slashes. */
    String path();

    /** Without the {@code ?}. */
    String query();

    /** The first value of a header. */
    String header(Header header);

    /** The browser's address; asked only where visitors are estimated. */
    String address();

    /** Of the answer that the browser got. */
    int status();

    /** Whether the answer is HTML, or says that the browser's copy of a page still holds. */
    boolean html();

    /** Whether the answer was sent to its end. */
    boolean whole();

    /** From the request's head to the head of the answer. */
    long firstByteNanos();

    /** From the request's head to the end of the answer. */
    long totalNanos();

    /** Of the answer's body, as handed to the connection. */
    long bytes();
}
