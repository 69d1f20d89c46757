package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals that came with this request, shown back, and what this site did with them. As much as came: a browser that
 * sends none has said nothing, and certainly not yes.
 */
record SignalView(List<Line> lines, String done, List<Html> effects) {
    record Line(String name, String state, boolean on) {}

    static SignalView of(Words words, Decision decision) {
        List<Line> lines = List.of(
                line(words, "Global Privacy Control", decision.signals().gpc()),
                line(words, "Do Not Track", decision.signals().dnt()));
        if (!decision.signals().any()) {
            return new SignalView(lines, words.text("signals.none"), List.of());
        }
        List<String> refused = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<String> untouched = new ArrayList<>();
        for (Category category : decision.register().categories()) {
            if (category.kind() == Category.Kind.NECESSARY) {
                continue;
            }
            boolean concerned = decision.signals().anyOf(category.refusedBy());
            boolean passes = decision.allowsCategory(category.id());
            (concerned ? passes ? kept : refused : untouched).add(words.of(category.title()));
        }
        List<Html> effects = new ArrayList<>();
        add(effects, words, "signals.refused", refused);
        if (!kept.isEmpty()) {
            String day = decision.token()
                    .map(Token::choice)
                    .map(Choice::decided)
                    .map(words::date)
                    .orElse("");
            effects.add(words.html("signals.kept", words.joined(kept), day));
        }
        add(effects, words, "signals.untouched", untouched);
        return new SignalView(lines, words.text("signals.done"), effects);
    }

    private static Line line(Words words, String name, boolean sent) {
        return new Line(name, words.text(sent ? "signals.received" : "signals.absent"), sent);
    }

    private static void add(List<Html> effects, Words words, String key, List<String> titles) {
        if (!titles.isEmpty()) {
            effects.add(words.html(key, words.joined(titles)));
        }
    }
}
