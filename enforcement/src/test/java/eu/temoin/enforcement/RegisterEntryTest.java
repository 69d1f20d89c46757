package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import org.junit.jupiter.api.Test;

class RegisterEntryTest {
    private static final Register REGISTER = Sites.usual();

    @Test
    void writesATracker() {
        Finding finding = Finding.cookieSet("_pk_7\"x", Finding.Reason.UNDECLARED, false);
        assertThat(RegisterEntry.of(finding, REGISTER)).contains("""
                        trackers:
                          - name: "_pk_*\\"x"
                            kind: cookie
                            category: # necessary, analytics, media, audience
                            purpose:
                              fr:
                              en:
                            lifetime: # session, or as in 13 months
                        """);
    }

    @Test
    void saysWhatLooksLikeASignIn() {
        Finding finding = Finding.cookieSet("PHPSESSID", Finding.Reason.UNDECLARED, true);
        assertThat(RegisterEntry.of(finding, REGISTER).orElseThrow()).contains("looks like signing in");
    }

    @Test
    void writesAProvider() {
        Finding finding = Finding.source("third.example", Finding.Reason.UNDECLARED, "script");
        assertThat(RegisterEntry.of(finding, REGISTER).orElseThrow())
                .startsWith("providers:\n  - id:")
                .endsWith("    sources:\n      - \"third.example\"\n");
    }

    @Test
    void writesAWorker() {
        assertThat(RegisterEntry.of(Finding.serviceWorker("/sw.js"), REGISTER)).contains("workers:\n  - \"/sw.js\"\n");
    }

    @Test
    void hasNothingToWriteForTheRest() {
        assertThat(RegisterEntry.of(Finding.cookieSet("_ga", Finding.Reason.REFUSED, false), REGISTER))
                .isEmpty();
        assertThat(RegisterEntry.of(Finding.cookieSet("", Finding.Reason.UNDECLARED, false), REGISTER))
                .isEmpty();
        assertThat(RegisterEntry.of(Finding.cookieSet("12345", Finding.Reason.UNDECLARED, false), REGISTER))
                .isEmpty();
        assertThat(RegisterEntry.of(Finding.source("???", Finding.Reason.UNDECLARED, "img"), REGISTER))
                .isEmpty();
        assertThat(RegisterEntry.of(Finding.document("encoding br", "html"), REGISTER))
                .isEmpty();
        assertThat(RegisterEntry.of(Finding.serviceWorker("/sw-12.js"), REGISTER))
                .isEmpty();
    }

    @Test
    void hasNothingToWriteForWhatIsDeclaredMeanwhile() {
        String declared = REGISTER.trackers().stream()
                .filter(tracker -> tracker.kind() == Tracker.Kind.COOKIE)
                .findFirst()
                .orElseThrow()
                .name()
                .text();
        Finding before = Finding.cookieSet(declared, Finding.Reason.UNDECLARED, true);
        assertThat(RegisterEntry.isDeclared(before, REGISTER)).isTrue();
        assertThat(RegisterEntry.of(before, REGISTER)).isEmpty();
        Finding other = Finding.cookieSet(declared + "x", Finding.Reason.UNDECLARED, true);
        assertThat(RegisterEntry.isDeclared(other, REGISTER)).isFalse();
    }

    @Test
    void leavesAHostUndeclaredOfWhichOnlyAPathIsDeclared() {
        for (Provider provider : REGISTER.providers()) {
            for (Source source : provider.sources()) {
                Finding finding = Finding.source(source.host(), Finding.Reason.UNDECLARED, "script");
                assertThat(RegisterEntry.isDeclared(finding, REGISTER))
                        .as(source.toString())
                        .isEqualTo(
                                !source.wildcard() && source.path().isEmpty() && source.port() == Source.DEFAULT_PORT);
            }
        }
        assertThat(RegisterEntry.isDeclared(
                        Finding.source("nobody.example", Finding.Reason.UNDECLARED, "script"), REGISTER))
                .isFalse();
    }
}
