package eu.temoin.centre;

import eu.temoin.consent.Asked;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Ids;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a layer asks about some things only, because they changed since an earlier choice. The rest of that choice is not
 * asked about, and stays as it is.
 *
 * @param from number of the revision that the earlier choice was made under
 * @param asked what the layer asks about; something at least
 */
record Partial(int from, Asked asked) {
    /** The longest list of ids that a form carries, in characters; past it everything is asked. */
    static final int ABOUT_LENGTH_MAX = ReturnPath.LENGTH_MAX;

    private static final char PROVIDER_MARK = '@';

    /** Where somebody chose under an earlier revision and is asked again; empty where everything is asked. */
    static Optional<Partial> of(Decision decision) {
        Optional<Choice> choice = decision.token().map(Token::choice);
        int inForce = decision.register().revision().number();
        return choice.filter(made -> made.revision() < inForce)
                .map(made -> new Partial(made.revision(), decision.asked()))
                .filter(partial -> !partial.asked().isEmpty())
                .filter(partial -> partial.about().length() <= ABOUT_LENGTH_MAX);
    }

    /** As it stands in a form: {@code media @lanterne}. */
    String about() {
        List<String> words = new ArrayList<>(asked.categories());
        asked.providers().forEach(id -> words.add(PROVIDER_MARK + id));
        return String.join(" ", words);
    }

    /** Reads the fields of a form; empty where they are of another shape. */
    static Optional<Partial> parse(String from, String about) {
        if (!from.matches("[1-9][0-9]{0,8}") || about.length() > ABOUT_LENGTH_MAX) {
            return Optional.empty();
        }
        Set<String> categories = new LinkedHashSet<>();
        Set<String> providers = new LinkedHashSet<>();
        for (String word : about.split(" ", -1)) {
            boolean provider = !word.isEmpty() && word.charAt(0) == PROVIDER_MARK;
            String id = provider ? word.substring(1) : word;
            if (!Ids.isValid(id) || !(provider ? providers : categories).add(id)) {
                return Optional.empty();
            }
        }
        Partial partial = new Partial(Integer.parseInt(from), new Asked(categories, providers));
        return partial.about().equals(about) ? Optional.of(partial) : Optional.empty();
    }

    /** Whether {@code register} declares everything that is asked about. */
    boolean fits(Register register) {
        return asked.categories().stream().allMatch(id -> register.category(id).isPresent())
                && asked.providers().stream()
                        .allMatch(id -> register.provider(id).isPresent());
    }
}
