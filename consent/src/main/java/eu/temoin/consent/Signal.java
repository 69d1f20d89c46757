package eu.temoin.consent;

/** What a browser can say by itself. Its absence says nothing, and never consent. */
public enum Signal {
    /** {@code Sec-GPC: 1}, Global Privacy Control. */
    GPC,
    /** {@code DNT: 1}, Tracking Preference Expression. */
    DNT
}
