package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** HTTP as it goes through, whatever the decision. */
class TransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void passesAnAnswerAndKeepsBothConnectionsOpen() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            for (int i = 0; i < 5; i++) {
                RawClient.Answer answer = client.send(RawClient.get("/a?b=c")).answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo("ok");
            }
            assertThat(site.connections()).isOne();
            assertThat(site.requests().getFirst()).startsWith("GET /a?b=c HTTP/1.1\r\n");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        RawUpstream.Site echo = wire -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                String path = head.split(" ")[1];
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
            }
        };
        try (RawUpstream site = RawUpstream.start(echo);
                TestSite.Running running = TestSite.enforcing(site);
                RawClient client = RawClient.connect(running.gateway)) {
            client.send(RawClient.get("/1") + RawClient.get("/2") + RawClient.get("/.temoin/x") + RawClient.get("/3"));
            assertThat(client.answer().text()).isEqualTo("/1");
            assertThat(client.answer().text()).isEqualTo("/2");
            assertThat(client.answer().text()).startsWith("GET /.temoin/x");
            assertThat(client.answer().text()).isEqualTo("/3");
        }
    }

    @Test
    void answers421ForAnotherHost() throws Exception {
        try (RawUpstream site = RawUpstream.answering(OK);
                TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.ask("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.header("cache-control")).contains("no-store");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void says502WhenTheSiteIsDown() throws Exception {
        RawUpstream site = RawUpstream.answering(OK);
        site.close();
        try (TestSite.Running running = TestSite.enforcing(site)) {
            RawClient.Answer answer = running.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("Le site ne répond pas").contains("The site does not answer");
            assertThat(answer.header("cache-control")).contains("no-store");
        }
    }
}
