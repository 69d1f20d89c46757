package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.List;

/** axe over the page that a visit is at. */
final class Axe {
    private Axe() {}

    /** Fails where any rule is violated, best practices included. */
    static void check(Visit visit, String state) {
        List<Rule> violations = new AxeBuilder(visit.page())
                .setLegacyMode(true)
                // The arcade's own: a link to the content counts as one only where no other link stands before it, and
                // the banner does, for the reason that design and law give.
                .exclude("body > a[href='#main']")
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(state + ", at " + visit.page().url())
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " (" + node.getFailureSummary() + ")")
                                .toList())
                .isEmpty();
    }
}
