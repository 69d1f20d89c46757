package eu.temoin.register;

/**
 * Whether a register says one of the things that must be said.
 *
 * @param what is missing or to be read, one sentence without a full stop; empty where it is said
 * @param mend what to write or to look at; empty where it is said
 */
public record LegalFinding(LegalItem item, Verdict verdict, String what, String mend) {
    public enum Verdict {
        /** It is said, by the register or by the product's own texts. */
        SAID,
        /** It is not, and that can be seen from the register. */
        MISSING,
        /** Only a person can tell: it depends on words of the site's own, or on what the register does not know. */
        TO_READ
    }

    static LegalFinding said(LegalItem item) {
        return new LegalFinding(item, Verdict.SAID, "", "");
    }

    static LegalFinding missing(LegalItem item, String what, String mend) {
        return new LegalFinding(item, Verdict.MISSING, what, mend);
    }

    static LegalFinding toRead(LegalItem item, String what, String mend) {
        return new LegalFinding(item, Verdict.TO_READ, what, mend);
    }
}
