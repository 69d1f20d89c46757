package eu.temoin.server;

import eu.temoin.consent.Register;
import eu.temoin.register.LegalCheck;
import eu.temoin.register.LegalFinding;
import eu.temoin.register.LegalFinding.Verdict;
import java.io.PrintWriter;
import java.util.List;

/** What a register says of all that must be said, for an operator to read. */
record LegalReport(List<LegalFinding> findings) {
    static LegalReport of(Register register) {
        return new LegalReport(LegalCheck.of(register));
    }

    List<LegalFinding> missing() {
        return findings.stream().filter(f -> f.verdict() == Verdict.MISSING).toList();
    }

    /** Every item, and a last line that counts. */
    void print(PrintWriter out) {
        out.println();
        out.println("What must be said to visitors, by the register and its texts alone. This is no legal advice.");
        for (LegalFinding finding : findings) {
            out.println();
            out.println("  " + word(finding.verdict()) + "  " + finding.item().id() + "  "
                    + finding.item().summary() + " (" + finding.item().source() + ")");
            detail(finding, out);
        }
        out.println();
        out.println(count(Verdict.SAID) + " said, " + count(Verdict.MISSING) + " missing, " + count(Verdict.TO_READ)
                + " that only a person can judge");
    }

    /** Only what is missing, for whoever has just begun. */
    void printMissing(PrintWriter out) {
        for (LegalFinding finding : missing()) {
            out.println("  " + finding.item().id() + "  " + finding.item().summary() + " ("
                    + finding.item().source() + ")");
            detail(finding, out);
        }
    }

    private static void detail(LegalFinding finding, PrintWriter out) {
        if (finding.verdict() != Verdict.SAID) {
            out.println("           " + finding.what());
            out.println("           = " + finding.mend());
        }
    }

    private long count(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case SAID -> "said   ";
            case MISSING -> "MISSING";
            case TO_READ -> "read   ";
        };
    }
}
