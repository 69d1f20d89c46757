package eu.temoin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.SmallSite.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Choices that another site's page tries to make for the visitor. What decides is what the browser says of the request
 * and no page can forge; who shows nothing may refuse, and never grant.
 */
@ExtendWith(House.Key.class)
class ForgeryTest {
    private static final String ABSENT = "-";

    private final Node node;

    ForgeryTest(House house) {
        this.node = house.node();
    }

    private FormFields banner() {
        return FormFields.of(node.visitors().get("/fr/film").text(), "<div id=\"temoin\"");
    }

    private static List<String> provenance(String fetchSite, String origin) {
        List<String> headers = new ArrayList<>();
        if (!fetchSite.equals(ABSENT)) {
            headers.add("Sec-Fetch-Site: " + fetchSite);
        }
        if (!origin.equals(ABSENT)) {
            headers.add("Origin: " + origin);
        }
        return headers;
    }

    /** OWN and OTHER-PORT and HTTPS stand for the site's own origin and what differs from it by one part. */
    private String origin(String written) {
        return switch (written) {
            case "OWN" -> node.origin();
            case "OTHER-PORT" -> node.origin().replaceFirst(":\\d+$", ":1");
            case "NO-PORT" -> node.origin().replaceFirst(":\\d+$", "");
            case "HTTPS" -> node.origin().replaceFirst("^http:", "https:");
            case "SIBLING" -> node.origin().replace("arcade.", "other.arcade.");
            default -> written;
        };
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2} is answered {3} {4}")
    @CsvSource({
        "same-origin, OWN,                  accept, 303, granted",
        "same-origin, -,                    accept, 303, granted",
        "-,           OWN,                  accept, 303, granted",
        "cross-site,  http://evil.example,  accept, 403, centre.origin",
        "cross-site,  -,                    accept, 403, centre.origin",
        "cross-site,  OWN,                  accept, 403, centre.origin",
        "cross-site,  'null',               accept, 403, centre.origin",
        "same-site,   SIBLING,              accept, 403, centre.origin",
        "none,        -,                    accept, 403, centre.origin",
        "-,           http://evil.example,  accept, 403, centre.origin",
        "-,           SIBLING,              accept, 403, centre.origin",
        "-,           OTHER-PORT,           accept, 403, centre.origin",
        "-,           NO-PORT,              accept, 403, centre.origin",
        "-,           HTTPS,                accept, 403, centre.origin",
        "-,           'null',               accept, 403, centre.unproved",
        "-,           -,                    accept, 403, centre.unproved",
        "cross-site,  http://evil.example,  refuse, 403, centre.origin",
        "-,           http://evil.example,  refuse, 403, centre.origin",
        "-,           'null',               refuse, 303, refused",
        "-,           -,                    refuse, 303, refused",
        "same-origin, OWN,                  refuse, 303, refused",
    })
    void aChoiceIsTakenFromThisSitesOwnPagesOnly(
            String fetchSite, String origin, String action, int status, String outcome) {
        long before = node.leaves();
        Wire.Reply reply = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", action).encoded(),
                        provenance(fetchSite, origin(origin)).toArray(String[]::new));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        Optional<String> token = reply.cookie("eu-consent");
        if (status == 303) {
            assertThat(reply.header("Location")).hasValue("/fr/film");
            assertThat(token.orElse("")).startsWith(outcome.equals("granted") ? "functionality=1" : "functionality=0");
            assertThat(node.leaves()).isEqualTo(before + 1);
        } else {
            assertThat(reply.text()).contains(outcome);
            assertThat(reply.all("Set-Cookie")).isEmpty();
            assertThat(node.leaves()).isEqualTo(before);
        }
    }

    @Test
    void aPartialGrantIsAGrantAndAWithdrawalNeverNeedsAProof() {
        Wire wire = node.visitors();
        FormFields save = banner().with("do", "save");
        assertThat(wire.post("/.temoin/choice", save.with("c.media", "1").encoded())
                        .status())
                .isEqualTo(403);
        assertThat(wire.post("/.temoin/choice", save.with("c.media", "0").encoded())
                        .status())
                .isEqualTo(303);

        String granted = wire.post(
                        "/.temoin/choice", banner().with("do", "accept").encoded(), "Sec-Fetch-Site: same-origin")
                .cookie("eu-consent")
                .orElseThrow();
        String cookie = "Cookie: eu-consent=" + granted;
        FormFields withdraw = FormFields.of(wire.get("/.temoin/centre", cookie).text(), "<form class=\"act\"");
        Wire.Reply withdrawn =
                wire.post("/.temoin/choice", withdraw.with("do", "withdraw").encoded(), cookie);
        assertThat(withdrawn.status()).as(withdrawn.toString()).isEqualTo(200);
        assertThat(withdrawn.cookie("eu-consent").orElse(""))
                .startsWith("functionality=0&analytics=0&media=0&counting=0.");
    }

    @Test
    void oneHeaderOfTwoThatSaysAnotherSiteIsEnough() {
        Wire.Reply reply = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", "accept").encoded(),
                        "Sec-Fetch-Site: same-origin",
                        "Sec-Fetch-Site: cross-site");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.all("Set-Cookie")).isEmpty();
    }

    @Test
    void anAddressAloneGrantsNothing() {
        long before = node.leaves();
        Wire.Reply reply = node.visitors()
                .get("/.temoin/choice?" + banner().with("do", "accept").encoded(), "Sec-Fetch-Site: same-origin");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.all("Set-Cookie")).isEmpty();
        assertThat(node.leaves()).isEqualTo(before);
    }

    @Test
    void aTextThatThisSiteNeverShowedGrantsNothing() {
        Wire.Reply reply = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", "accept")
                                .with("shown", "0".repeat(64))
                                .encoded(),
                        "Sec-Fetch-Site: same-origin");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.all("Set-Cookie")).isEmpty();
        Wire.Reply newer = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", "accept").with("revision", "2").encoded(),
                        "Sec-Fetch-Site: same-origin");
        assertThat(newer.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example/",
                "https://evil.example/",
                "javascript:alert(1)",
                "evil.example",
                "/\t/evil.example/",
                "/%0a/../\r\nLocation: //evil.example",
                ""
            })
    void theWayBackNeverLeavesTheSite(String back) {
        Wire.Reply reply = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", "refuse").with("back", back).encoded(),
                        "Sec-Fetch-Site: same-origin");
        assertThat(reply.all("Location")).isEqualTo(List.of("/"));
    }

    @Test
    void theProtocolThatAnUntrustedNeighbourClaimsMeansNothing() {
        Wire.Reply reply = node.visitors()
                .post(
                        "/.temoin/choice",
                        banner().with("do", "accept").encoded(),
                        "Origin: " + origin("HTTPS"),
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: evil.example");
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void theOriginOfTheRegisterCountsWhereTlsEndsInFront() {
        int port = Node.freePort();
        String origin = "https://shop.example";
        try (SmallSite site = SmallSite.start(asked -> Answer.html(
                        "<!doctype html><html lang=fr><title>Petit</title><h1>Le Petit Site</h1></html>",
                        "Set-Cookie: sid=1; Path=/"));
                Node shop = Node.start(
                        origin, port, SmallRegister.first(origin), site.address(), "--trusted-proxy", "127.0.0.1/32")) {
            Wire wire = shop.visitors();
            String tls = "X-Forwarded-Proto: https";
            Wire.Reply page = wire.get("/", tls, "X-Forwarded-For: 192.0.2.7");
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            assertThat(page.all("Set-Cookie")).as("hardened").anyMatch(line -> line.contains("Secure"));
            String form = FormFields.of(page.text(), "<div id=\"temoin\"")
                    .with("do", "accept")
                    .encoded();

            Wire.Reply taken = wire.post("/.temoin/choice", form, tls, "Origin: https://shop.example");
            assertThat(taken.status()).as(taken.toString()).isEqualTo(303);
            assertThat(taken.all("Set-Cookie"))
                    .anyMatch(line -> line.startsWith("eu-consent=audience=1") && line.contains("; Secure"));
            assertThat(wire.post(
                                    "/.temoin/choice",
                                    form,
                                    tls,
                                    "Origin: https://shop.example",
                                    "Sec-Fetch-Site: same-origin")
                            .status())
                    .isEqualTo(303);
            assertThat(wire.post("/.temoin/choice", form, tls, "Origin: http://shop.example")
                            .status())
                    .isEqualTo(403);
            assertThat(wire.post("/.temoin/choice", form, tls, "Origin: https://shop.example:8443")
                            .status())
                    .isEqualTo(403);
            assertThat(wire.post("/.temoin/choice", form, tls).status()).isEqualTo(403);
        }
    }
}
