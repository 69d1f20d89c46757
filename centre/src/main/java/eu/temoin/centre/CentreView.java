package eu.temoin.centre;

import java.util.List;
import java.util.Optional;

/**
 * What the privacy centre's template writes.
 *
 * @param purposes the form, rendered
 * @param withdraw fields of the button that withdraws everything; empty where nothing is granted
 * @param forget fields of the button that forgets the choice too; empty where nothing is known
 * @param receiptSteps how to check a receipt
 */
record CentreView(
        StateView state,
        Html purposes,
        BrowserView browser,
        Optional<Message> message,
        Optional<Html> withdraw,
        Optional<Html> forget,
        PartiesView parties,
        Optional<ReceiptView> receipt,
        List<Html> receiptSteps) {
    /**
     * What just happened.
     *
     * @param tone class of the box: done, plain or warn
     * @param first the bold sentence
     */
    record Message(String tone, String first, List<Html> lines) {}

    /**
     * A receipt to take away.
     *
     * @param once whether this page is the only time to take it
     * @param record the canonical record, in text
     * @param dataAddress the file as a data address
     */
    record ReceiptView(
            boolean once,
            String index,
            String leafHash,
            String record,
            String fileName,
            String dataAddress,
            String file) {}
}
