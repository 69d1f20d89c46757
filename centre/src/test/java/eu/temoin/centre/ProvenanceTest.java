package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send a form: the matrix of what a browser says of where it comes from, for each thing that may be asked. */
class ProvenanceTest {
    private static final String OWN = "https://arcade.example";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
        visit.headers.clear();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    /**
     * @param site values of Sec-Fetch-Site
     * @param origin values of Origin
     * @param refuse expected status for "refuse all"
     * @param accept expected status for "accept all"
     */
    record Row(String what, List<String> site, List<String> origin, int refuse, int accept) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> matrix() {
        return Stream.of(
                new Row("same origin", List.of("same-origin"), List.of(OWN), 303, 303),
                new Row("same origin, no Origin", List.of("same-origin"), List.of(), 303, 303),
                new Row("same origin, opaque Origin", List.of("same-origin"), List.of("null"), 303, 303),
                new Row("a sibling", List.of("same-site"), List.of("https://www.arcade.example"), 403, 403),
                new Row("another site", List.of("cross-site"), List.of("https://evil.example"), 403, 403),
                new Row("another site claiming our Origin", List.of("cross-site"), List.of(OWN), 403, 403),
                new Row("typed or bookmarked", List.of("none"), List.of(), 403, 403),
                new Row("nonsense", List.of("Same-Origin"), List.of(OWN), 403, 403),
                new Row("two values", List.of("same-origin", "cross-site"), List.of(OWN), 403, 403),
                new Row("older browser, own Origin", List.of(), List.of(OWN), 303, 303),
                new Row("own Origin with its port", List.of(), List.of(OWN + ":443"), 303, 303),
                new Row("second origin of the site", List.of(), List.of("http://arcade.localhost:8080"), 303, 303),
                new Row("TLS ended in front", List.of(), List.of(OWN), 303, 303),
                new Row("own host, other scheme", List.of(), List.of("http://arcade.example"), 403, 403),
                new Row("own host, other port", List.of(), List.of(OWN + ":8443"), 403, 403),
                new Row("older browser, other site", List.of(), List.of("https://evil.example"), 403, 403),
                new Row("own host as a prefix", List.of(), List.of(OWN + ".evil.example"), 403, 403),
                new Row("an Origin that is none", List.of(), List.of("arcade.example"), 403, 403),
                new Row("two origins", List.of(), List.of(OWN, "https://evil.example"), 403, 403),
                new Row("nothing said", List.of(), List.of(), 303, 403),
                new Row("opaque Origin only", List.of(), List.of("null"), 303, 403));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void refusesWhatComesFromElsewhere(Row row) {
        assertThat(send(row, "refuse").status()).as("refuse").isEqualTo(row.refuse());
        visit.token = "";
        long before = visit.ledger.head().size();
        CentreResponse accepted = send(row, "accept");
        assertThat(accepted.status()).as("accept").isEqualTo(row.accept());
        assertThat(Visit.header(accepted, "Set-Cookie").isPresent()).isEqualTo(row.accept() == 303);
        assertThat(visit.ledger.head().size()).isEqualTo(before + (row.accept() == 303 ? 1 : 0));
    }

    private CentreResponse send(Row row, String action) {
        // Behind a proxy that ends TLS the connection is plain; what the visitor sees is what counts.
        visit.origin = new Origin("https", "arcade.example", 443);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("content-type", List.of("application/x-www-form-urlencoded"));
        headers.put("sec-fetch-site", row.site());
        headers.put("origin", row.origin());
        byte[] body = Visit.encode(Visit.form(visit.banner(), action)).getBytes(StandardCharsets.UTF_8);
        CentreResponse response = visit.centre.answer(
                new CentreRequest("POST", "/.temoin/choice", "", headers, body, visit.decision(), visit.origin));
        return response;
    }

    @Test
    void whoSaysNothingMayWithdrawAndNeverGrant() {
        visit.headers.put("sec-fetch-site", "same-origin");
        visit.save("media", "audience");
        visit.headers.clear();

        assertThat(visit.save("media", "audience", "function").status()).isEqualTo(403);
        assertThat(visit.save("media").status()).isEqualTo(403);
        assertThat(visit.decision().allowsCategory("audience")).isTrue();
        assertThat(visit.post(Visit.form(visit.centrePage(), "withdraw")).status())
                .isEqualTo(200);
        assertThat(visit.decision().allowsCategory("audience")).isFalse();
        // Not even what is exempt is switched on again.
        assertThat(visit.save("speed").status()).isEqualTo(403);
    }

    /** A refusal would have gone, and what is exempt been counted again, for who sent nothing but "null". */
    @Test
    void whoSaysNothingCannotMakeARefusalForgotten() {
        visit.headers.put("sec-fetch-site", "same-origin");
        visit.post(Visit.form(visit.banner(), "refuse"));
        String refusal = visit.token;
        Map<String, String> forgetting = Visit.form(visit.centrePage(), "forget");
        visit.headers.clear();
        visit.headers.put("origin", "null");

        CentreResponse response = visit.post(forgetting);
        assertThat(response.status()).isEqualTo(403);
        assertThat(Visit.header(response, "Set-Cookie")).isEmpty();
        assertThat(visit.token).isEqualTo(refusal);
        assertThat(visit.decision().allowsCategory("speed")).isFalse();
    }

    /** A page of another site can show one of ours in a frame, and lead the visitor's hand to a button there. */
    @ParameterizedTest
    @ValueSource(strings = {"iframe", "frame", "object", "embed", "fencedframe"})
    void whatIsSentInsideAFrameGrantsNothing(String destination) {
        visit.headers.put("sec-fetch-site", "same-origin");
        visit.headers.put("sec-fetch-dest", destination);
        assertThat(visit.post(Visit.form(visit.placeholder("lanterne", "film"), "always"))
                        .status())
                .isEqualTo(403);
        assertThat(visit.post(Visit.form(visit.placeholder("lanterne", "film"), "once"))
                        .status())
                .isEqualTo(403);
        assertThat(visit.post(Visit.form(visit.banner(), "refuse")).status()).isEqualTo(303);
        visit.headers.put("sec-fetch-dest", "document");
        assertThat(visit.post(Visit.form(visit.placeholder("lanterne", "film"), "always"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aFormOfAnotherMethodOrTypeIsNone() {
        visit.headers.put("sec-fetch-site", "same-origin");
        List<Integer> statuses = new ArrayList<>();
        byte[] body = Visit.encode(Visit.form(visit.banner(), "accept")).getBytes(StandardCharsets.UTF_8);
        for (String method : List.of("GET", "PUT", "DELETE", "HEAD")) {
            CentreResponse response = visit.send(method, "/.temoin/choice", "", body);
            assertThat(Visit.header(response, "Allow")).contains("POST");
            statuses.add(response.status());
        }
        for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "application/json")) {
            visit.headers.put("content-type", type);
            statuses.add(visit.send("POST", "/.temoin/choice", "", body).status());
        }
        visit.headers.remove("content-type");
        statuses.add(visit.send("POST", "/.temoin/choice", "", body).status());
        assertThat(statuses).containsExactly(405, 405, 405, 405, 400, 400, 400, 400);
        assertThat(visit.ledger.head().size()).isZero();
    }
}
