package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Category;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Signals;
import eu.temoin.ledger.Lookup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer about one thing, by somebody whose browser sends a signal. */
class PartialUnderSignalTest {
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

    private ChoiceRecord lastRecord() throws Exception {
        Lookup found = visit.ledger.reader().receipt(visit.ledger.head().size() - 1);
        return ChoiceRecord.parse(((Lookup.Found) found).receipt().record().toArray())
                .orElseThrow();
    }

    /** One film was allowed, and everything that the signal had just stopped ran again. */
    @Test
    void alwaysAllowingOneThingUnderASignalBringsBackNothingThatTheSignalRefuses() throws Exception {
        visit.save("audience", "media", "speed", "function");
        visit.signals = new Signals(true, false);
        assertThat(visit.decision().allowsCategory("audience")).isFalse();

        visit.post(Visit.form(visit.placeholder("lanterne", "film"), "always"));
        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        for (Category category : visit.register.categories()) {
            boolean refused = category.refusedBy().contains(Signal.GPC);
            assertThat(visit.decision().allowsCategory(category.id()))
                    .as(category.id())
                    .isEqualTo(!refused);
            assertThat(lastRecord().granted().contains(category.id()) && refused)
                    .as("recorded as granted: %s", category.id())
                    .isFalse();
        }
        assertThat(visit.decision().allowsProvider("metrique")).isFalse();
    }

    @Test
    void alwaysAllowingOneThingUnderASignalSwitchesNoMeasurementOn() {
        visit.signals = new Signals(true, false);
        assertThat(visit.decision().allowsCategory("speed")).isFalse();
        visit.post(Visit.form(visit.placeholder("lanterne", "film"), "always"));

        assertThat(visit.decision().allowsProvider("lanterne")).isTrue();
        assertThat(visit.decision().allowsCategory("speed")).isFalse();
        assertThat(visit.decision().allowsCategory("audience")).isFalse();
    }
}
