/**
 * An append-only Merkle log over opaque bytes, in the public transparency-log formats.
 *
 * <p>Start at {@link eu.temoin.ledger.Ledger}: it appends, signs and answers. {@link eu.temoin.ledger.LedgerReader}
 * makes proofs, tiles and receipts from a store; {@link eu.temoin.ledger.LedgerCheck} re-reads a whole store and trusts
 * nothing in it. {@link eu.temoin.ledger.TreeVerifier} and {@link eu.temoin.ledger.ReceiptVerifier} know the published
 * formats only and no store at all: they are what somebody else would write. An engine implements
 * {@link eu.temoin.ledger.LedgerStore}.
 *
 * <p>Public are the values that cross the boundary: {@link eu.temoin.ledger.Bytes}, {@link eu.temoin.ledger.Hash},
 * {@link eu.temoin.ledger.Note}, {@link eu.temoin.ledger.Checkpoint}, {@link eu.temoin.ledger.TlogProof},
 * {@link eu.temoin.ledger.TilePath}, {@link eu.temoin.ledger.Receipt} and the key types. Every byte layout is in
 * {@code docs/spec/ledger.md}. What a record means is the caller's affair; nothing here knows what consent is.
 */
@NullMarked
package eu.temoin.ledger;

import org.jspecify.annotations.NullMarked;
