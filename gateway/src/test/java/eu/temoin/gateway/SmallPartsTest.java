package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts that are best tested by themselves. */
class SmallPartsTest {
    @Test
    void trustsTheAddressesOfItsBlocksOnly() {
        TrustedProxies trusted = TrustedProxies.parse(List.of("10.0.0.0/9", "192.0.2.7", "fd00::/8"))
                .orElseThrow();
        assertThat(List.of("10.1.2.3", "10.127.255.255", "192.0.2.7", "fd12::1"))
                .allMatch(address -> trusted.contains(InetAddress.ofLiteral(address)));
        assertThat(List.of("10.128.0.0", "11.0.0.0", "192.0.2.8", "fe80::1", "::1"))
                .noneMatch(address -> trusted.contains(InetAddress.ofLiteral(address)));
        assertThat(TrustedProxies.parse(List.of("10.0.0.0/33"))).isEmpty();
        assertThat(TrustedProxies.parse(List.of("localhost"))).isEmpty();
        assertThat(TrustedProxies.parse(List.of("10.0.0.0/-1"))).isEmpty();
    }

    @Test
    void choosesTheLanguageThatIsLikedBest() {
        List<String> languages = List.of("fr", "en");
        assertThat(LanguageStage.best("en", languages)).isEqualTo("en");
        assertThat(LanguageStage.best("de,en-GB;q=0.5", languages)).isEqualTo("en");
        assertThat(LanguageStage.best("en;q=0.2,fr-CA;q=0.9", languages)).isEqualTo("fr");
        assertThat(LanguageStage.best("en;q=0", languages)).isEqualTo("fr");
        assertThat(LanguageStage.best("*;;;,,q=", languages)).isEqualTo("fr");
    }

    @Test
    void readsWhetherGzipIsAccepted() {
        assertThat(NegotiationStage.acceptsGzip("br, gzip")).isTrue();
        assertThat(NegotiationStage.acceptsGzip("GZIP;q=0.1")).isTrue();
        assertThat(NegotiationStage.acceptsGzip("gzip;q=0")).isFalse();
        assertThat(NegotiationStage.acceptsGzip("br, identity")).isFalse();
        assertThat(NegotiationStage.acceptsGzip(null)).isFalse();
    }

    @Test
    void makesUtf8OfAnythingAtEveryCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String text = "<p>été 日本語 \uD83C\uDF6A ".repeat(300);
        for (String name : List.of("UTF-16LE", "UTF-16BE")) {
            byte[] bytes = text.getBytes(Charset.forName(name));
            Transcoder transcoder = new Transcoder(Charset.forName(name));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ChangedBody.Change collect = new ChangedBody.Change() {
                @Override
                public void write(byte[] piece, int offset, int length) {
                    out.write(piece, offset, length);
                }

                @Override
                public void end() {}
            };
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(7_000));
                transcoder.write(bytes, at, length, collect);
                at += length;
            }
            transcoder.end(collect);
            assertThat(out.toString(StandardCharsets.UTF_8)).as("seed " + seed).isEqualTo("\uFEFF" + text);
        }
    }

    @Test
    void bringsTagsBackOnlyWhereTheyAreOfNow() {
        assertThat(EntityTags.of("\"a\"", "fp")).isEqualTo("W/\"a~t.fps\"");
        assertThat(EntityTags.of("W/\"a\"", "fp")).isEqualTo("W/\"a~t.fpw\"");
        assertThat(EntityTags.of("nonsense", "fp")).isEmpty();
        var headers = new DefaultHttpHeaders();
        headers.set("If-None-Match", "W/\"a~t.fps\", W/\"b~t.fpw\"").set("If-Modified-Since", "x");
        assertThat(EntityTags.prepare(headers, "fp", true)).isEqualTo(EntityTags.RESTORED);
        assertThat(headers.get("If-None-Match")).isEqualTo("\"a\", W/\"b\"");
        assertThat(headers.contains("If-Modified-Since")).isFalse();
        headers.set("If-None-Match", "W/\"a~t.fps\", \"b\"");
        assertThat(EntityTags.prepare(headers, "fp", true)).isEqualTo(EntityTags.DROPPED);
        headers.set("If-None-Match", "W/\"a~t.fps\", \"b\"");
        assertThat(EntityTags.prepare(headers, "fp", false)).isEqualTo(EntityTags.RESTORED);
        assertThat(headers.get("If-None-Match")).isEqualTo("\"a\", \"b\"");
        headers.set("If-None-Match", "W/\"a~t.xps\"");
        assertThat(EntityTags.prepare(headers, "fp", false)).isEqualTo(EntityTags.DROPPED);
        headers.set("If-None-Match", "*");
        assertThat(EntityTags.prepare(headers, "fp", true)).isEqualTo(EntityTags.DROPPED);
        headers.set("If-Match", "W/\"a~t.xps\"");
        assertThat(EntityTags.prepare(headers, "fp", false)).isEqualTo(EntityTags.UNTOUCHED);
        assertThat(headers.get("If-Match")).isEqualTo("\"a\"");
    }

    @Test
    void writesOurTextInAnyEncoding() {
        byte[] utf8 = "é\uD83C\uDF6A".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(Inserted.in(StandardCharsets.ISO_8859_1, utf8), StandardCharsets.US_ASCII))
                .isEqualTo("&#233;&#127850;");
        assertThat(Inserted.in(StandardCharsets.UTF_8, utf8)).isSameAs(utf8);
    }
}
