package eu.temoin.centre;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands now: when it was chosen, until when it holds, what the browser says.
 *
 * @param sealName what {@code sha256} is the fingerprint of
 */
record StateView(List<Line> lines, String sealName, String sha256) {
    record Line(String term, Html text) {}

    static StateView of(
            Words words, CentrePaths paths, PastRegisters past, Decision decision, String sealName, String sha256) {
        List<Line> lines = new ArrayList<>();
        Optional<Choice> choice = decision.token().map(Token::choice);
        choice.ifPresent(made -> addChoice(lines, words, decision.register(), made));
        int revision = choice.map(Choice::revision)
                .orElse(decision.register().revision().number());
        lines.add(new Line(
                words.text("choice.shown"),
                Html.link(
                        policy(words, paths, new Revisions(decision.register(), past), revision),
                        words.text("choice.revision", revision))));
        String signal = Variant.signalKey(decision.signals()).orElse("choice.signal.none");
        lines.add(new Line(words.text("choice.signal"), words.html(signal)));
        return new StateView(lines, sealName, sha256);
    }

    /** What was shown, where a copy can still be read; else its place among the revisions. */
    private static String policy(Words words, CentrePaths paths, Revisions revisions, int revision) {
        String language = "?lang=" + words.language();
        return revisions.isKept(revision)
                ? paths.policy(revision) + language
                : paths.policy() + language + "#r-" + revision;
    }

    private static void addChoice(List<Line> lines, Words words, Register register, Choice choice) {
        lines.add(line(words, "choice.decided", words.date(choice.decided())));
        lines.add(line(words, "choice.granted", names(words, register, choice, true)));
        lines.add(line(words, "choice.refused", names(words, register, choice, false)));
        if (choice.askEachTime()) {
            lines.add(line(words, "choice.mode", words.text("choice.mode.each")));
        }
        lines.add(line(
                words,
                "choice.until",
                choice.sessionOnly()
                        ? words.text("choice.until.session")
                        : words.text("choice.until.day", words.date(choice.lastDay()))));
    }

    private static Line line(Words words, String key, String text) {
        return new Line(words.text(key), Html.text(text));
    }

    private static String names(Words words, Register register, Choice choice, boolean granted) {
        List<String> names = new ArrayList<>();
        for (Category category : register.categories()) {
            boolean withoutConsent = category.kind() != Category.Kind.CONSENT;
            // Not to oppose what is exempt is no consent, and what is necessary asks for none.
            if (said(choice.categories(), category.id(), granted) && !(withoutConsent && granted)) {
                names.add(words.of(category.title()));
            }
        }
        for (Provider provider : register.providers()) {
            if (said(choice.providers(), provider.id(), granted)) {
                names.add(provider.name());
            }
        }
        return names.isEmpty() ? words.text("choice.nothing") : words.joined(names);
    }

    private static boolean said(Map<String, Boolean> answers, String id, boolean granted) {
        Boolean answer = answers.get(id);
        return answer != null && answer == granted;
    }
}
