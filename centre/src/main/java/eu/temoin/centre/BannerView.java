package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the banner's template writes. */
record BannerView(Words words, CentrePaths paths, Register register, Layer layer) {
    /** Only these are asked for; exempt measurement is named in the centre, and refused with the rest by "refuse all". */
    List<Category> purposes() {
        return register.categories().stream()
                .filter(category -> category.kind() == Category.Kind.CONSENT)
                .toList();
    }

    /** In a line, with what is counted under it. */
    String purpose(Category category) {
        String purpose = words.of(category.purpose());
        Optional<Counting> counting = Counting.of(register, category);
        if (counting.isEmpty()) {
            return purpose;
        }
        String counted = joined(purpose, words.text("audience.banner.consent"));
        return counting.get().audience().script()
                ? joined(counted, words.text("audience.script.banner.consent"))
                : counted;
    }

    private String joined(String first, String then) {
        return words.text("semicolon", first.endsWith(".") ? first.substring(0, first.length() - 1) : first, then);
    }

    /** What is counted of everybody who does not object, which is not asked for. */
    Optional<String> counted() {
        return Counting.of(register)
                .filter(Counting::exempt)
                .map(counting -> words.text("audience.banner", words.text("refuse"))
                        + (counting.audience().script() ? ' ' + words.text("audience.script.banner") : ""));
    }

    Html who() {
        Html controller = Html.strong(register.site().controller().name());
        int partners = Partners.asking(register).size();
        if (partners == 0) {
            return words.html("banner.who", controller);
        }
        Html link = Html.link(
                paths.policy() + "?lang=" + words.language() + "#partners", words.count("partners", partners));
        return words.html("banner.who.partners", controller, link);
    }

    /** Consequences of both answers, and the right to withdraw (CNIL recommendation 2020-092, article 2). */
    String meaning() {
        List<String> consequences = purposes().stream()
                .map(category -> words.of(category.refusing()))
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        String refusing = consequences.isEmpty()
                ? words.text("banner.refusing")
                : words.text("banner.refusing.means", words.clauses(consequences));
        return words.text("banner.accepting", words.period(register.choiceLifetime()))
                + ' '
                + refusing
                + ' '
                + words.text("banner.withdrawing", words.text("manage"));
    }

    /** Why it asks again, and what the browser says. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        switch (layer.variant().why()) {
            case FIRST -> {}
            case EXPIRED -> notes.add(words.text("banner.expired", words.period(register.choiceLifetime())));
            case CHANGED ->
                notes.add(words.text(
                        "banner.changed",
                        register.revision().number(),
                        words.date(register.revision().date())));
        }
        Optional<String> signal = layer.variant().signalKey();
        signal.ifPresent(key -> notes.add(words.text(key)));
        return notes;
    }

    Html fields() {
        return Fields.of(register, layer);
    }
}
