package eu.temoin.gateway;

/** What the gateway does with a decision. */
public enum Mode {
    /** Deny by default: what is neither own nor allowed does not pass. */
    ENFORCE,
    /** Alters nothing that a visitor sees or gets; reports only. Visitors are not protected. */
    OBSERVE
}
