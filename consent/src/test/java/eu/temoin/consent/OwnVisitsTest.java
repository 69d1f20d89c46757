package eu.temoin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch of who runs a site. */
class OwnVisitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"temoin-own-visits=1", "a=b; temoin-own-visits=1", "temoin-own-visits=1 ;a=b"})
    void isFoundWhereverItStands(String header) {
        assertThat(OwnVisits.in(List.of("x=y", header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "temoin-own-visits=0",
                "temoin-own-visits=11",
                "temoin-own-visits",
                "xtemoin-own-visits=1",
                "a=temoin-own-visits=1",
                "Temoin-Own-Visits=1"
            })
    void isNothingElse(String header) {
        assertThat(OwnVisits.in(List.of(header))).isFalse();
    }

    @Test
    void isTakenOutAndTheRestStays() {
        assertThat(OwnVisits.without(List.of("a=b;temoin-own-visits=1; c=d", "temoin-own-visits=0; e")))
                .isEqualTo("a=b; c=d; e");
        assertThat(OwnVisits.without(List.of("temoin-own-visits=1"))).isEmpty();
    }

    @Test
    void saysTheSameInEveryBrowserAndNeverStaysOverThirteenMonths() {
        assertThat(OwnVisits.set(true))
                .isEqualTo("temoin-own-visits=1; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
        assertThat(OwnVisits.set(false)).doesNotContain("Secure");
        assertThat(OwnVisits.expire(false)).isEqualTo("temoin-own-visits=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        LocalDate anyDay = LocalDate.of(2026, 2, 1);
        assertThat(anyDay.plusDays(31_536_000 / 86_400)).isBefore(anyDay.plusMonths(13));
    }
}
