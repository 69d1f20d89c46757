package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.ledger.Lookup;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form that comes twice: because its answer was lost, or after something else was chosen. */
class SentAgainTest {
    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private long leaves() {
        return visit.ledger.head().size();
    }

    private ChoiceRecord lastRecord() throws Exception {
        Lookup found = visit.ledger.reader().receipt(visit.ledger.head().size() - 1);
        return ChoiceRecord.parse(((Lookup.Found) found).receipt().record().toArray())
                .orElseThrow();
    }

    @Test
    void theSameFormAgainGivesTheSamePageAndAppendsNothing() {
        Map<String, String> fields = Visit.form(visit.centrePage(), "accept");
        Document first = Visit.parse(visit.post(fields));
        long leaves = leaves();
        CentreResponse again = visit.post(fields);

        assertThat(leaves()).isEqualTo(leaves);
        assertThat(Visit.header(again, "Set-Cookie")).isPresent();
        Document second = Visit.parse(again);
        assertThat(second.expectFirst("[role=status]").text())
                .isEqualTo(first.expectFirst("[role=status]").text());
        assertThat(second.expectFirst("a[download]").attr("href"))
                .isEqualTo(first.expectFirst("a[download]").attr("href"));
    }

    /** Loading the page of the grant again gave it back, while the log said that it was withdrawn. */
    @Test
    void aFormSentAgainAfterAWithdrawalIsAnotherChoiceAndRecorded() throws Exception {
        Map<String, String> accepting = Visit.form(visit.centrePage(), "accept");
        visit.post(accepting);
        visit.post(Visit.form(visit.centrePage(), "withdraw"));
        long leaves = leaves();

        visit.post(accepting);
        assertThat(leaves()).isEqualTo(leaves + 1);
        assertThat(lastRecord().kind()).isEqualTo(ChoiceRecord.Kind.CHOICE);
        assertThat(visit.decision().allowsCategory("media")).isTrue();

        visit.post(accepting);
        assertThat(leaves()).isEqualTo(leaves + 1);
    }

    /** Nobody held a token any more, and the old answer with its grant was given again. */
    @Test
    void aFormSentAgainAfterBeingForgottenIsAnotherChoiceAndRecorded() {
        Map<String, String> accepting = Visit.form(visit.centrePage(), "accept");
        visit.post(accepting);
        visit.post(Visit.form(visit.centrePage(), "forget"));
        visit.token = "";
        long leaves = leaves();

        visit.post(accepting);
        assertThat(leaves()).isEqualTo(leaves + 1);
    }

    /** All refusals of a day are equal: the one that stood before the grant could not be told from the one after it. */
    @Test
    void aFormSentAgainAfterTheSameRefusalAsBeforeIsAnotherChoiceAndRecorded() {
        visit.post(Visit.form(visit.centrePage(), "refuse"));
        Map<String, String> accepting = Visit.form(visit.centrePage(), "accept");
        visit.post(accepting);
        visit.post(Visit.form(visit.centrePage(), "withdraw"));
        long leaves = leaves();

        visit.post(accepting);
        assertThat(leaves()).isEqualTo(leaves + 1);
    }

    /** All refusals of a day are equal, so that what one visitor did later was taken for what another did. */
    @Test
    void anotherVisitorsChangeOfMindForgetsNoRefusal() {
        Map<String, String> refusing = Visit.form(visit.centrePage(), "refuse");
        visit.post(refusing);
        String first = visit.token;
        visit.token = "";
        visit.post(Visit.form(visit.centrePage(), "refuse"));
        assertThat(visit.token).isEqualTo(first);
        visit.save("media");
        long leaves = leaves();

        visit.token = first;
        visit.post(refusing);
        assertThat(leaves()).isEqualTo(leaves);
    }

    @Test
    void aFormSentAgainBecauseItsAnswerWasLostIsOneChoice() {
        Map<String, String> fields = Visit.form(visit.centrePage(), "accept");
        visit.post(fields);
        long leaves = leaves();
        visit.token = "";
        visit.post(fields);

        assertThat(leaves()).isEqualTo(leaves);
        assertThat(visit.decision().allowsCategory("media")).isTrue();
    }

    @Test
    void anotherAnswerOnTheSameFormIsAnotherChoice() {
        Map<String, String> fields = Visit.form(visit.centrePage(), "accept");
        visit.post(fields);
        fields.put("do", "refuse");
        visit.post(fields);

        assertThat(leaves()).isEqualTo(2);
        assertThat(visit.decision().allowsCategory("media")).isFalse();
    }

    @Test
    void afterTenMinutesTheSameFormIsAnsweredAfresh() {
        Map<String, String> fields = Visit.form(visit.centrePage(), "refuse");
        visit.post(fields);
        visit.clock.set("2026-11-24T08:51:08Z");
        visit.post(fields);

        assertThat(leaves()).isEqualTo(2);
    }
}
