package eu.temoin.centre;

import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Bytes;
import java.util.concurrent.CompletableFuture;

/** A port: where records of choices go. {@code Ledger::append} is one; the server's may be waiting for its store. */
public interface ChoiceLog {
    /** Answered when the record is durable or cannot be made so; never completes exceptionally. */
    CompletableFuture<AppendResult> append(byte kind, Bytes record);
}
