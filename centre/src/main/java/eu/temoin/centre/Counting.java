package eu.temoin.centre;

import eu.temoin.consent.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signal;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the register has counted of those who read the site, in words.
 *
 * @param category the one that they are counted under
 */
record Counting(Audience audience, Category category) {
    /** Empty where nothing is counted. */
    static Optional<Counting> of(Register register) {
        return register.audience()
                .flatMap(
                        audience -> register.category(audience.category()).map(found -> new Counting(audience, found)));
    }

    /** Empty where nothing is counted under this category. */
    static Optional<Counting> of(Register register, Category category) {
        return of(register).filter(counting -> counting.category().id().equals(category.id()));
    }

    /** Whether everybody is counted who does not object; else only those who agree. */
    boolean exempt() {
        return category.kind() == Category.Kind.EXEMPT;
    }

    /** A sentence or two, for beside the category. */
    List<String> lines(Words words) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("audience.line"));
        if (!exempt()) {
            lines.add(words.text("audience.line.visitors"));
        }
        if (audience.script()) {
            lines.add(words.text("audience.script.line"));
        }
        return lines;
    }

    /** What two policies may differ in, in one line. */
    String text(Words words) {
        List<String> text = new ArrayList<>(lines(words));
        if (!audience.campaigns().isEmpty()) {
            text.add(words.text("audience.campaigns", words.joined(audience.campaigns())));
        }
        if (!audience.downloads().isEmpty()) {
            text.add(words.text("audience.downloads", words.joined(audience.downloads())));
        }
        text.add(words.text("audience.how", audience.threshold()));
        if (audience.isPublic()) {
            text.add(words.text("audience.public", words.text("audience.public.link")));
        }
        return String.join(" ", text);
    }

    /**
     * The section of the policy.
     *
     * @param figures leads to where everybody may read them
     */
    List<Html> section(Words words, Html centre, Html figures) {
        List<Html> section = new ArrayList<>();
        section.add(words.html("audience.counted"));
        if (!audience.campaigns().isEmpty()) {
            section.add(words.html("audience.campaigns", codes(words, audience.campaigns())));
        }
        if (!audience.downloads().isEmpty()) {
            section.add(words.html("audience.downloads", codes(words, audience.downloads())));
        }
        if (audience.script()) {
            section.add(words.html("audience.script"));
        }
        section.add(words.html("audience.how", audience.threshold()));
        if (exempt()) {
            section.add(words.html(audience.isPublic() ? "audience.exempt.public" : "audience.exempt"));
            section.add(words.html("audience.object", words.text("refuse"), centre));
        } else {
            section.add(words.html("audience.visitors"));
            section.add(words.html("audience.agree", centre));
        }
        List<String> signals = Arrays.stream(Signal.values())
                .filter(category.refusedBy()::contains)
                .map(Signal::name)
                .toList();
        if (!signals.isEmpty()) {
            section.add(words.html("audience.signal", words.joined(signals)));
        }
        if (audience.isPublic()) {
            section.add(words.html("audience.public", figures));
        }
        section.add(words.html("audience.kept", words.period(Period.ofMonths(Audience.MONTHS_KEPT))));
        return section;
    }

    private static Html codes(Words words, List<String> names) {
        return words.joinedHtml(names.stream().map(Html::code).toList());
    }
}
