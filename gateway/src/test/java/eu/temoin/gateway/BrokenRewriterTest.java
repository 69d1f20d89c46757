package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Origin;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.html.HtmlOutput;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where the rewriter itself fails in the middle of a page: what it vouched for is there, and nothing after it. */
class BrokenRewriterTest {
    private static final String BEFORE = "<!doctype html><html><head></head><body><p>words</p>" + " ".repeat(2_000);
    private static final String AFTER = "<p>more</p><script src=https://stats.example/a.js></script>"
            + "<link rel=preconnect href=https://stats.example>";

    /** Fails once, and would work again afterwards. */
    private static final class Failing implements HtmlOutput {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean fails;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (fails) {
                fails = false;
                throw new IllegalStateException("broken");
            }
            sent.write(bytes, offset, length);
        }
    }

    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    private void onLoop(EventLoopGroup group, HtmlOutput out, Consumer<PageChange> work) throws Exception {
        Ports ports = new Ports(
                () -> TestSite.inForce(Mode.ENFORCE),
                new TestSite.PlainInsertion(),
                new TestSite.EchoPages(),
                findings::add,
                TestSite.audience(),
                TestSite.CLOCK);
        GatewayConfig config = GatewayConfig.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Origin("http", "127.0.0.1", 9));
        LocalCalls calls = new LocalCalls(ports.pages(), 1);
        Loop loop = new Loop(
                group.next(),
                config,
                ports,
                new Stages(config, ports),
                calls,
                new Upstream(config.upstream(), Optional.empty()));
        Exchange exchange = new Exchange(
                loop,
                ports.site().get(),
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
                InetAddress.getLoopbackAddress());
        work.accept(new PageChange(exchange, new BodyPlan.Page(Optional.of("utf-8"), true), out));
        calls.close();
    }

    private static void write(PageChange page, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        page.write(bytes, 0, bytes.length);
    }

    @Test
    void endsThePageThereAndSaysSo() throws Exception {
        try (EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            Failing out = new Failing();
            onLoop(group, out, page -> {
                write(page, BEFORE);
                out.fails = true;
                write(page, AFTER);
                write(page, AFTER);
                page.end();
            });
            assertThat(out.sent.toString(StandardCharsets.UTF_8))
                    .contains("<p>words</p>")
                    .contains(TestSite.BANNER)
                    .doesNotContain("stats.example");
            assertThat(findings)
                    .anyMatch(finding -> finding.kind() == Finding.Kind.DOCUMENT
                            && finding.name().startsWith("rewriting"));
        }
    }
}
