package eu.temoin.register;

/**
 * What has to be said to a visitor, in the order in which it is asked for. The numbers of CNIL are those of its guidelines
 * (2020-091) and its recommendation (2020-092), both of 17 September 2020. A code is never given another meaning.
 */
public enum LegalItem {
    CONTROLLER("L01", "who reads and writes, by name", "GDPR, article 13(1)(a); CNIL 2020-091, article 2"),
    CONTACT("L02", "how to reach them, by post too", "GDPR, article 13(1)(a); WP260 rev.01, annex"),
    OFFICER("L03", "the data protection officer, where there is one", "GDPR, article 13(1)(b)"),
    PURPOSES("L04", "each purpose before the choice: a short title and one line", "CNIL 2020-092, article 2"),
    DETAILS("L05", "a longer text behind each purpose", "CNIL 2020-092, article 2"),
    CONSEQUENCES("L06", "what follows from refusing", "CNIL 2020-091, article 2"),
    CHOICE("L07", "how to accept and how to refuse, equally easy", "Act 78-17, article 82; CNIL 2020-092, article 2"),
    WITHDRAWAL("L08", "how to withdraw, at any time", "GDPR, article 7(3); CNIL 2020-092, article 2"),
    CHOICE_LIFETIME("L09", "how long a choice holds before it is asked again", "CNIL 2020-092, article 2"),
    RECIPIENTS("L10", "every recipient, with its own policy", "GDPR, article 13(1)(e); CNIL 2020-092, article 2"),
    LIFETIMES("L11", "how long each tracker stays", "GDPR, article 13(2)(a); CJEU C-673/17"),
    NECESSARY(
            "L12",
            "nothing filed as strictly necessary that is not",
            "Act 78-17, article 82; CNIL 2020-091, article 5"),
    EXEMPTION(
            "L13",
            "the conditions of audience measurement without consent",
            "CNIL 2020-091, article 5; 2020-092, article 5"),
    EXEMPT_DATA(
            "L14", "how long the measurements themselves are kept", "GDPR, article 13(2)(a); CNIL 2020-092, article 5"),
    TRANSFERS("L15", "what leaves the European Economic Area, and under which safeguards", "GDPR, article 13(1)(f)"),
    RIGHTS("L16", "the rights of visitors, and where to complain", "GDPR, articles 13(2)(b) to (d) and 77"),
    AUDIENCE_OWN_ACCOUNT(
            "L17",
            "visitors counted without consent for the publisher alone, by nobody else",
            "CNIL 2020-091, article 5"),
    AUDIENCE_TOLD(
            "L18", "what is counted of visitors, in the policy", "GDPR, article 13(1)(c); CNIL 2020-092, article 5"),
    AUDIENCE_OPPOSITION(
            "L19", "how to object to being counted, by the browser's signals too", "GDPR, article 21(1) and (5)"),
    AUDIENCE_NO_TRACKER("L20", "visitors counted without cookie or storage", "Act 78-17, article 82"),
    AUDIENCE_RETENTION("L21", "sums about visitors kept for 25 months at most", "CNIL 2020-092, article 5"),
    AUDIENCE_SCRIPT(
            "L22",
            "what a script measures in the visitor's browser, where one does",
            "Act 78-17, article 82; GDPR, article 13(1)(c)");

    private final String id;
    private final String summary;
    private final String source;

    LegalItem(String id, String summary, String source) {
        this.id = id;
        this.summary = summary;
        this.source = source;
    }

    /** The stable code, {@code L04}. */
    public String id() {
        return id;
    }

    /** What must be said, in a few words. */
    public String summary() {
        return summary;
    }

    /** The text that asks for it. */
    public String source() {
        return source;
    }
}
