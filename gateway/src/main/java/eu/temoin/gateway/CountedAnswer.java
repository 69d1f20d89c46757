package eu.temoin.gateway;

import eu.temoin.audience.Rules;
import eu.temoin.audience.Seen;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One request to the site and what became of it, for counting. It is shown to the counter once, when the answer is at
 * its end or will never be, and goes with the request: nothing of it is kept.
 */
final class CountedAnswer implements Seen {
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final Map<Header, AsciiString> NAMES = new EnumMap<>(Header.class);

    static {
        for (Header header : Header.values()) {
            NAMES.put(header, AsciiString.cached(header.text()));
        }
    }

    private final Exchange exchange;
    private final Rules rules;
    private final long begun;
    private long headAt;
    private long endedAt;
    private int status;
    private boolean html;
    private boolean whole;
    private long bytes;

    CountedAnswer(Exchange exchange, Rules rules) {
        this.exchange = exchange;
        this.rules = rules;
        this.begun = exchange.loop().now();
        this.headAt = begun;
    }

    void head(HttpResponse response) {
        headAt = exchange.loop().now();
        status = response.status().code();
        html = exchange.kind() == ContentKind.HTML && !exchange.isAttachment();
    }

    void body(int length) {
        bytes += length;
    }

    /** The answer is at its end, or broke off. Nothing may be told to this after it. */
    void ended(boolean sentWhole) {
        whole = sentWhole;
        endedAt = exchange.loop().now();
        try {
            exchange.loop().lane().count(rules, this);
        } catch (RuntimeException failure) {
            // A visit that is not counted is no reason to keep a page from anybody.
            Stages.report("audience", failure, exchange);
        }
    }

    @Override
    public boolean allowed() {
        return exchange.decision().allowsAudience();
    }

    @Override
    public boolean own() {
        return exchange.isOwnVisit();
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String path() {
        return exchange.target().plainPath();
    }

    @Override
    public String query() {
        return exchange.target().query().orElse("");
    }

    @Override
    public String header(Header header) {
        AsciiString name = NAMES.get(header);
        String value = name == null ? null : exchange.headers().get(name);
        return value == null ? "" : value;
    }

    /** Of the browser: the last one that was told by somebody whom we believe. */
    @Override
    public String address() {
        TrustedProxies trusted = exchange.loop().config().trusted();
        String address = exchange.peer().getHostAddress();
        if (!trusted.contains(exchange.peer())) {
            return address;
        }
        List<String> lines = exchange.headers().getAll(FORWARDED_FOR);
        String[] hops = String.join(",", lines).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop;
            try {
                hop = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException unreadable) {
                return address;
            }
            address = hop.getHostAddress();
            if (!trusted.contains(hop)) {
                return address;
            }
        }
        return address;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public boolean html() {
        return html;
    }

    @Override
    public boolean whole() {
        return whole;
    }

    @Override
    public long firstByteNanos() {
        return headAt - begun;
    }

    @Override
    public long totalNanos() {
        return endedAt - begun;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
