package eu.temoin.centre;

/**
 * A page that says what went wrong and what to do. The title and the text are message keys.
 *
 * @param code stable; stands on the page, so that it can be quoted
 */
record Notice(int status, String code, String title, String text) {
    static final Notice FORM = new Notice(400, "centre.form", "notice.form.title", "notice.form");
    static final Notice SIZE = new Notice(413, "centre.size", "notice.size.title", "notice.size");
    static final Notice ORIGIN = new Notice(403, "centre.origin", "notice.origin.title", "notice.origin");
    static final Notice OWN_VISITS = new Notice(403, "centre.own-visits", "notice.origin.title", "notice.own-visits");
    static final Notice UNPROVED = new Notice(403, "centre.unproved", "notice.unproved.title", "notice.unproved");
    static final Notice REVISION = new Notice(409, "centre.revision", "notice.revision.title", "notice.revision");
    static final Notice STALE = new Notice(409, "centre.stale", "notice.stale.title", "notice.stale");
    static final Notice METHOD = new Notice(405, "centre.method", "notice.method.title", "notice.method");
    static final Notice MISSING = new Notice(404, "centre.missing", "notice.missing.title", "notice.missing");

    /** A revision that there is none of, or no copy. */
    static final Notice UNKEPT = new Notice(404, "centre.unkept", "notice.unkept.title", "notice.unkept");

    /** The ledger could not write. What stood before stands still. */
    static Notice store(boolean choiceKept) {
        return new Notice(503, "centre.store", "notice.store.title", choiceKept ? "notice.store.kept" : "notice.store");
    }
}
