package eu.temoin.centre;

import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Tracker;
import eu.temoin.ledger.Receipt;
import java.util.List;

/**
 * A choice that is in the ledger.
 *
 * @param after the decision that it leads to
 * @param receipt the proof
 * @param withdrawn cookies that passed before and no longer do
 * @param cleared what becomes of everything that passed before and no longer does
 * @param off titles of the categories, and names of the providers, that passed before and no longer do
 * @param silenced names of the providers that nothing goes to any longer
 */
record Outcome(
        Choice choice,
        ChoiceRecord record,
        Decision after,
        Receipt receipt,
        List<Tracker> withdrawn,
        Cleared cleared,
        List<String> off,
        List<String> silenced) {}
