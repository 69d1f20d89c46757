package eu.temoin.ledger;

import java.util.List;

/**
 * Checks a receipt from its file alone, as anybody may who knows the published formats and the log's public key.
 *
 * @param origin the log that receipts must be of
 * @param keys the keys trusted for it
 */
public record ReceiptVerifier(String origin, List<VerifierKey> keys) {
    public ReceiptVerifier {
        keys = List.copyOf(keys);
    }

    /**
     * Verifies a receipt: its record and salt give its leaf, the leaf is in the tree of the checkpoint, and the log
     * signed that. What it proves: that the log held this record when it signed. Not proven: that other people are shown
     * the same log; that takes witnesses.
     *
     * @return the receipt, whose record may now be read
     * @throws MalformedException if it is not a receipt
     * @throws UnverifiedException if anything does not hold
     */
    public Receipt verify(Bytes file) throws MalformedException, UnverifiedException {
        Receipt receipt = Receipt.parse(file);
        receipt.proof().verify(receipt.leaf().encode(), origin, keys);
        return receipt;
    }
}
