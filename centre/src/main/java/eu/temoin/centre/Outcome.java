package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import eu.temoin.consent.Tracker;
import eu.temoin.ledger.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * A choice that is in the ledger.
 *
 * @param before the token that counted until then
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
        Optional<Token> before,
        Decision after,
        Receipt receipt,
        List<Tracker> withdrawn,
        Cleared cleared,
        List<String> off,
        List<String> silenced) {
    /** Whether the visitor has chosen again since: {@code present} is neither what this answered nor what it made. */
    boolean isOvertakenBy(Token present) {
        return !before.equals(Optional.of(present)) && !after.token().equals(Optional.of(present));
    }

    /** Whether it leaves anything allowed that is not strictly necessary. */
    boolean letsSomethingPass() {
        Register register = after.register();
        return register.categories().stream()
                        .anyMatch(category ->
                                category.kind() != Category.Kind.NECESSARY && after.allowsCategory(category.id()))
                || register.providers().stream().anyMatch(provider -> after.allowsProvider(provider.id()));
    }
}
