package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Identifier;
import eu.temoin.consent.OnceGrant;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signals;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.TokenSigner;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Wording;
import eu.temoin.enforcement.Finding;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionGatesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final TokenKey KEY = TokenKey.of(new byte[TokenKey.SECRET_LENGTH]);
    private static final Decider DECIDER = Decider.of(register());

    private final List<Finding> findings = new ArrayList<>();

    private static Register register() {
        Wording wording = new Wording(Map.of("fr", "x"));
        Site site = new Site(
                "shop",
                "Boutique",
                List.of(Origin.parse("https://www.shop.example").orElseThrow()),
                List.of(Source.parse("static.shop.example").orElseThrow()),
                new Controller("Boutique", "mailto:a@shop.example", Optional.empty(), Optional.empty()),
                List.of("fr"),
                ZoneId.of("Europe/Paris"));
        Category media = new Category("media", Category.Kind.CONSENT, wording, wording, wording, wording, Set.of(), 1);
        Provider video = new Provider(
                "lanterne",
                "Lanterne",
                "media",
                URI.create("https://lanterne.example/privacy"),
                "FR",
                List.of(
                        Source.parse("*.lanterne.example").orElseThrow(),
                        Source.parse("www.shop.example/count.js").orElseThrow()),
                1);
        Revision revision = new Revision(1, TODAY, Revision.Kind.MATERIAL, wording);
        return new Register(
                site,
                List.of(media),
                List.of(video),
                List.of(),
                List.of(revision),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
    }

    private static Decision decision(boolean media) {
        Choice choice = new Choice(
                Map.of("media", media),
                Map.of(),
                1,
                TODAY,
                TODAY.plusMonths(6),
                false,
                false,
                false,
                media ? Optional.of(new Identifier("0f".repeat(16))) : Optional.empty());
        String cookie = "eu-consent=" + new TokenSigner("shop", KEY).sign(choice);
        TokenReading reading = new TokenVerifier("shop", List.of(KEY)).read(List.of(cookie));
        return DECIDER.decide(reading, Signals.NONE, TODAY);
    }

    private String rewritten(boolean media, String html) {
        return rewritten(decision(media), html);
    }

    private String rewritten(Decision decision, String html) {
        DecisionGates gates = new DecisionGates(
                decision,
                findings::add,
                (provider, gated) -> Optional.of(
                        new Placeholder(provider.name(), '[' + provider.name() + ' ' + gated.anchor() + ']')));
        HtmlPage page = new HtmlPage(WebAddress.of("https://www.shop.example/"), HtmlEncoding.UTF_8, Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlRewriter rewriter = new HtmlRewriter(page, gates, Inserts.NONE, out::write);
        byte[] bytes = Rewritten.bytes(html);
        rewriter.write(bytes, 0, bytes.length);
        rewriter.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void letsPassWhatIsOwnOrAllowed() {
        String html = "<script src=/a.js></script><img src=//static.shop.example/b>"
                + "<iframe src=https://play.lanterne.example/1></iframe><script src=/count.js></script>";
        assertThat(rewritten(true, html)).isEqualTo(html);
        assertThat(findings).isEmpty();
    }

    @Test
    void replacesWhatIsRefusedAndFindsNothing() {
        assertThat(rewritten(false, "<iframe src=https://play.lanterne.example/1></iframe>"))
                .isEqualTo(
                        "<iframe data-temoin-placeholder name=\"temoin.1\" title=\"Lanterne\" srcdoc=\"[Lanterne temoin.1]\" "
                                + "data-temoin-src=https://play.lanterne.example/1></iframe>");
        assertThat(rewritten(false, "<script src=/%63ount.js></script>"))
                .isEqualTo("<script type=\"text/plain\" data-temoin-src=/%63ount.js></script>");
        assertThat(findings).isEmpty();
    }

    /** The numbers are those that the placeholders were told, whatever passes in between. */
    @Test
    void givesWhatWasLoadedOnceAnIdToComeBackTo() {
        Decision once = DECIDER.decide(
                TokenReading.NONE, Signals.NONE, TODAY.toEpochDay(), Optional.of(new OnceGrant("lanterne", 1, 7)));
        String html = "<iframe src=/own></iframe><iframe src=https://play.lanterne.example/1></iframe>"
                + "<iframe id=mine src=https://play.lanterne.example/2></iframe>"
                + "<video><source src=https://play.lanterne.example/3></video>"
                + "<video><source src=https://other.example/4></video>";
        assertThat(rewritten(once, html))
                .isEqualTo("<iframe id=\"temoin.1\" src=/own></iframe>"
                        + "<iframe id=\"temoin.2\" src=https://play.lanterne.example/1></iframe>"
                        + "<iframe id=mine src=https://play.lanterne.example/2></iframe>"
                        + "<video id=\"temoin.4\"><source src=https://play.lanterne.example/3></video>"
                        + "<video><source data-temoin-src=https://other.example/4></video>");
        assertThat(rewritten(false, html)).contains("[Lanterne temoin.2]", "[Lanterne mine]", "[Lanterne temoin.4]");
    }

    @Test
    void findsWhatIsUndeclaredOncePerElementAndHost() {
        String html = rewritten(
                true,
                "<img src=//pixel.example/1?id=7><img src=//pixel.example/2><script src=//pixel.example/3></script>"
                        + "<iframe src=//other.example:8443/></iframe><img src=ftp://www.shop.example/>");
        assertThat(html).doesNotContain(" src=").doesNotContain("[");
        assertThat(findings)
                .containsExactly(
                        Finding.source("pixel.example", Finding.Reason.UNDECLARED, "img"),
                        Finding.source("pixel.example", Finding.Reason.UNDECLARED, "script"),
                        Finding.source("other.example", Finding.Reason.UNDECLARED, "iframe"),
                        Finding.source("www.shop.example", Finding.Reason.UNDECLARED, "img"));
    }

    @Test
    void keepsNoMoreFindingsThanItsLimit() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            html.append("<img src=//h").append(i).append(".example/>");
        }
        rewritten(true, html.toString());
        assertThat(findings).hasSize(100);
    }
}
