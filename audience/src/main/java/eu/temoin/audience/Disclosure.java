package eu.temoin.audience;

import java.util.BitSet;

/**
 * Which parts of a whole may be shown to somebody who knows the whole: those that are not under the threshold, less the
 * smallest of them while what is left, which subtracting finds, is a small number itself, or tells what each hidden part
 * is (complementary suppression; Hundepool and others, Statistical Disclosure Control, 2012, chapter 4).
 *
 * @param shown by index
 * @param left the whole less what is shown: nothing, or not under the threshold, unless the whole is small itself
 * @param heldBack whether parts may be hidden that are not small
 */
record Disclosure(BitSet shown, long left, boolean heldBack) {
    /** @param whole at least what all parts add up to */
    static Disclosure of(long[] parts, long whole, int threshold) {
        BitSet shown = new BitSet();
        long left = whole;
        long unnamed = whole;
        long leftAtMost = 0;
        for (int i = 0; i < parts.length; i++) {
            unnamed -= parts[i];
            if (parts[i] >= threshold) {
                shown.set(i);
                left -= parts[i];
            } else if (parts[i] > 0) {
                leftAtMost += threshold - 1;
            }
        }
        // As much as small parts can add up to is each of them as large as it can be.
        boolean telling = unnamed == 0 && left == leftAtMost;
        boolean heldBack = false;
        while (left > 0 && (left < threshold || telling)) {
            heldBack = true;
            telling = false;
            if (shown.isEmpty()) {
                break;
            }
            long smallest = shown.stream().mapToLong(i -> parts[i]).min().orElse(0);
            for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
                // All of them: which of several equal ones is hidden would say which of the hidden ones is not small.
                if (parts[i] == smallest) {
                    shown.clear(i);
                    left += smallest;
                }
            }
        }
        return new Disclosure(shown, left, heldBack && whole >= threshold);
    }

    /** Of the part of this index. */
    Report.Figure figure(int index, long count) {
        if (shown.get(index)) {
            return new Report.Figure.Exactly(count);
        }
        return heldBack ? new Report.Figure.Hidden() : new Report.Figure.Few();
    }

    /** Whether what is left says nothing small. */
    boolean leavesNothingSmall(int threshold) {
        return left == 0 || left >= threshold;
    }
}
