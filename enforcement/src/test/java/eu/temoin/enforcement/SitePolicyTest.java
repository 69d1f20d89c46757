package eu.temoin.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitePolicyTest {
    private static final InlineHashes INLINE = new InlineHashes(List.of("sha256-SCRIPT"), List.of("sha256-STYLE"));

    private static final Origin OWN = Origin.parse("https://site.example").orElseThrow();

    private static SitePolicy.Outcome read(String... headers) {
        return SitePolicy.of(List.of(headers), INLINE);
    }

    @Test
    void hasNothingToDoWithoutAPolicy() {
        assertThat(read()).isInstanceOf(SitePolicy.Outcome.Untouched.class);
        assertThat(read().formWorks()).isTrue();
        assertThat(read("")).isInstanceOf(SitePolicy.Outcome.Untouched.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade-insecure-requests",
                "img-src 'self'; frame-ancestors 'none'",
                "default-src 'self' 'unsafe-inline'",
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'",
                "DEFAULT-SRC * 'UNSAFE-INLINE'",
                "script-src 'self'; script-src-elem 'unsafe-inline'",
                "default-src 'self'; script-src 'unsafe-inline'; style-src-elem 'unsafe-inline'; form-action 'self'",
                "script-src 'unsafe-inline'; script-src 'none'; form-action *",
                "require-trusted-types-for 'script'; trusted-types default",
                "script-src-attr 'none'; style-src-attr 'none'",
                "default-src 'unsafe-inline' 'nonce-' 'nonce-\"><script>' 'sha256-!'",
                "  ;; , ,;",
            })
    void changesNothingWhereInlineCodeWorks(String policy) {
        List<String> headers = List.of(policy);
        SitePolicy.Outcome outcome = SitePolicy.of(headers, INLINE);
        assertThat(outcome).isInstanceOf(SitePolicy.Outcome.Untouched.class);
        assertThat(outcome.headers()).isSameAs(headers);
        assertThat(outcome.nonce()).isEmpty();
        assertThat(outcome.formWorks()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'nonce-abc' | abc",
                "script-src 'nonce-abc=='; style-src 'nonce-abc==' | abc==",
                "script-src 'strict-dynamic' 'NONCE-a-b_c' https:; style-src 'unsafe-inline' | a-b_c",
                "script-src 'unsafe-inline' 'nonce-x/+y='; object-src 'none' | x/+y=",
            })
    void takesTheSitesNonce(String policy, String nonce) {
        SitePolicy.Outcome outcome = read(policy);
        assertThat(outcome).isInstanceOf(SitePolicy.Outcome.Untouched.class);
        assertThat(outcome.nonce()).contains(nonce);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'self' | default-src 'self' 'sha256-STYLE' 'sha256-SCRIPT'",
                "default-src 'none' | default-src 'sha256-STYLE' 'sha256-SCRIPT'",
                "default-src | default-src 'sha256-STYLE' 'sha256-SCRIPT'",
                "default-src 'NONE' ; img-src * | default-src 'sha256-STYLE' 'sha256-SCRIPT' ; img-src *",
                "script-src 'self'; style-src  'self' ;img-src * | script-src 'self' 'sha256-SCRIPT'; style-src  'self' 'sha256-STYLE' ;img-src *",
                "script-src 'self' 'unsafe-inline'; style-src 'self' | script-src 'self' 'unsafe-inline'; style-src 'self' 'sha256-STYLE'",
                "script-src 'strict-dynamic' 'sha256-abc' 'unsafe-inline' | script-src 'strict-dynamic' 'sha256-abc' 'unsafe-inline' 'sha256-SCRIPT'",
                "script-src-elem 'self'; script-src 'unsafe-inline' | script-src-elem 'self' 'sha256-SCRIPT'; script-src 'unsafe-inline'",
                "style-src 'nonce-abc'; script-src 'self' | style-src 'nonce-abc'; script-src 'self' 'sha256-SCRIPT'",
                "script-src 'nonce-abc'; style-src 'nonce-def' | script-src 'nonce-abc'; style-src 'nonce-def' 'sha256-STYLE'",
                "script-src 'sha256-SCRIPT'; style-src 'sha384-abc' | script-src 'sha256-SCRIPT'; style-src 'sha384-abc' 'sha256-STYLE'",
                "script-src 'self'; script-src 'unsafe-inline' | script-src 'self' 'sha256-SCRIPT'; script-src 'unsafe-inline'",
                "default-src 'unsafe-inline'; form-action 'none' | default-src 'unsafe-inline'; form-action 'self'",
                "form-action https://pay.example | form-action https://pay.example 'self'",
                "default-src 'self'; form-action pay.example; | default-src 'self' 'sha256-STYLE' 'sha256-SCRIPT'; form-action pay.example 'self';",
                "style-src 'self' 'nonce-bad\"nonce' | style-src 'self' 'nonce-bad\"nonce' 'sha256-STYLE'",
            })
    void addsAsLittleAsMakesOurTagsWork(String policy, String expected) {
        SitePolicy.Outcome outcome = read(policy);
        assertThat(outcome).isInstanceOf(SitePolicy.Outcome.Amended.class);
        assertThat(outcome.headers()).containsExactly(expected);
        assertThat(outcome.formWorks()).isTrue();
    }

    @Test
    void readsEachPolicyOfEachHeader() {
        SitePolicy.Outcome outcome = read(
                "default-src 'self', script-src 'nonce-abc', style-src 'unsafe-inline'",
                "img-src *",
                "form-action a.example,style-src b.example");
        assertThat(outcome.headers())
                .containsExactly(
                        "default-src 'self' 'sha256-STYLE' 'sha256-SCRIPT', script-src 'nonce-abc',"
                                + " style-src 'unsafe-inline'",
                        "img-src *",
                        "form-action a.example 'self',style-src b.example 'sha256-STYLE'");
        assertThat(outcome.nonce()).contains("abc");
    }

    /** Inline styles work there by the standard, not in Chromium; a hash would switch them off everywhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'self' 'unsafe-inline' 'strict-dynamic' | false",
                "style-src 'unsafe-inline' 'strict-dynamic' | true",
            })
    void neverSwitchesOffTheSitesOwnInlineCode(String policy, boolean scriptWorks) {
        SitePolicy.Outcome outcome = read(policy);
        assertThat(outcome).isInstanceOf(SitePolicy.Outcome.Plain.class);
        SitePolicy.Outcome.Plain plain = (SitePolicy.Outcome.Plain) outcome;
        assertThat(plain.headers()).containsExactly(policy);
        assertThat(plain.styleWorks()).isFalse();
        assertThat(plain.scriptWorks()).isEqualTo(scriptWorks);
        assertThat(plain.formWorks()).isTrue();
    }

    @Test
    void addsAHashForScriptsWhereTheListDecidesAboutThemAlone() {
        assertThat(read("script-src 'unsafe-inline' 'strict-dynamic'").headers())
                .containsExactly("script-src 'unsafe-inline' 'strict-dynamic' 'sha256-SCRIPT'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sandbox | false | false",
                "sandbox allow-scripts allow-forms | true | true",
                "sandbox allow-forms | false | true",
                "sandbox allow-scripts | true | false",
            })
    void knowsWhatASandboxStops(String policy, boolean scriptWorks, boolean formWorks) {
        SitePolicy.Outcome outcome = read(policy);
        assertThat(outcome.formWorks()).isEqualTo(formWorks);
        assertThat(outcome instanceof SitePolicy.Outcome.Plain).isEqualTo(!scriptWorks);
    }

    @Test
    void leavesAloneWhatIsOverItsLimits() {
        String long_ = "default-src 'self' " + "x".repeat(SitePolicy.LENGTH_MAX);
        assertThat(read(long_)).isInstanceOf(SitePolicy.Outcome.Plain.class);
        assertThat(read(long_).headers()).containsExactly(long_);
        String many = "default-src 'self',".repeat(SitePolicy.POLICIES_MAX + 1);
        assertThat(read(many)).isInstanceOf(SitePolicy.Outcome.Plain.class);
        assertThat(read(many).headers()).containsExactly(many);
    }

    @Test
    void hashesTheTextsThatAreSent() {
        // The example of CSP Level 3 section 8.2 and of every tutorial since.
        assertThat(InlineHashes.ofTexts(List.of("alert('Hello, world.');"), List.of())
                        .scripts())
                .containsExactly("sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "img-src 'none'",
                "default-src 'self'",
                "default-src 'none'; script-src 'self'; connect-src 'self'",
                "script-src 'nonce-abc' 'strict-dynamic'; connect-src *",
                "default-src https:",
                "script-src https://site.example; connect-src site.example",
                "sandbox allow-scripts allow-same-origin"
            })
    void aFileOfTheSitesOwnLoadsAndSends(String policy) {
        assertThat(SitePolicy.letsOwnFileSend(read(policy), OWN)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "default-src 'none'",
                "script-src 'none'",
                "script-src 'sha256-abcd'",
                "script-src 'self' 'strict-dynamic' 'sha256-abcd'",
                "script-src 'self'; connect-src 'none'",
                "script-src 'nonce-abc'; default-src 'none'",
                "script-src https://site.example.evil; connect-src 'self'",
                "script-src http:; connect-src 'self'",
                "sandbox allow-scripts",
                "sandbox allow-same-origin",
                "default-src 'self', connect-src 'none'"
            })
    void whereThePolicyStopsEitherNothingIsMadeToWork(String policy) {
        SitePolicy.Outcome outcome = read(policy);
        assertThat(SitePolicy.letsOwnFileSend(outcome, OWN)).isFalse();
        assertThat(String.join(",", outcome.headers())).doesNotContain("measure");
    }
}
