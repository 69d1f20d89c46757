package eu.temoin.gateway;

import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is to happen to the bytes, and what of the head is not true any more because of it. */
final class BodyStage implements ResponseStage {
    /** Statements about the bytes as the site sent them. */
    private static final List<AsciiString> OF_THE_BYTES = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_MD5,
            HttpHeaderNames.ACCEPT_RANGES,
            AsciiString.cached("digest"),
            AsciiString.cached("content-digest"),
            AsciiString.cached("repr-digest"));

    private static final String CHARSET = "charset=";

    private final Findings findings;

    BodyStage(Findings findings) {
        this.findings = findings;
    }

    @Override
    public String name() {
        return "body";
    }

    @Override
    public void apply(Exchange exchange, HttpResponse response) {
        boolean page = exchange.kind() == ContentKind.HTML && !exchange.isAttachment();
        boolean bodiless = response.status().code() == 204 || response.status().code() == 101;
        if (!exchange.enforces() || bodiless || !page && !exchange.isWorkerScript()) {
            return;
        }
        HttpHeaders headers = response.headers();
        if (response.status().code() == 304) {
            OF_THE_BYTES.forEach(headers::remove);
            return;
        }
        List<String> codings = codings(headers);
        boolean gunzip = codings.equals(List.of("gzip")) || codings.equals(List.of("x-gzip"));
        if (!codings.isEmpty() && !gunzip) {
            passUnread(exchange, headers, "encoding " + String.join(", ", codings));
            return;
        }
        BodyPlan.Kind kind;
        if (exchange.isWorkerScript()) {
            kind = new BodyPlan.Script("\n// " + exchange.fingerprint() + '\n');
        } else {
            speak(exchange, headers);
            kind = new BodyPlan.Page(charset(headers), exchange.destination().takesInsertion());
        }
        boolean gzip = gunzip && exchange.acceptsGzip();
        OF_THE_BYTES.forEach(headers::remove);
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        if (gzip) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        exchange.bodyPlan(new BodyPlan.Change(gunzip, gzip, kind));
    }

    /** What was done to the bytes, in order, over all headers and their commas (RFC 9110 section 8.4). */
    private static List<String> codings(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return List.of();
        }
        List<String> codings = new ArrayList<>(1);
        for (String value : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            for (String part : value.split(",", -1)) {
                String coding = part.trim().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals("identity")) {
                    codings.add(coding);
                }
            }
        }
        return codings;
    }

    /** Our policy still holds for it; nobody may take a copy of it for one that was rewritten. */
    private void passUnread(Exchange exchange, HttpHeaders headers, String why) {
        Stages.tell(findings, Finding.document(why, "html"), exchange);
        headers.remove(HttpHeaderNames.ETAG);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    private static void speak(Exchange exchange, HttpHeaders headers) {
        String written = headers.get(HttpHeaderNames.CONTENT_LANGUAGE);
        if (written != null) {
            String named = LanguageStage.named(
                    written.trim(), exchange.site().register().site().languages());
            exchange.language(named.isEmpty() ? exchange.language() : named);
        }
    }

    /** The {@code charset} parameter of {@code Content-Type}, whether or not it is one. */
    private static Optional<String> charset(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (type == null || at < 0) {
            return Optional.empty();
        }
        String value = type.substring(at + CHARSET.length());
        int end = value.indexOf(';');
        return Optional.of(
                (end < 0 ? value : value.substring(0, end)).replace("\"", "").trim());
    }

    /** The page passes as the site made it, under our policy alone. */
    @Override
    public void failed(Exchange exchange, HttpResponse response) {
        exchange.bodyPlan(BodyPlan.PASS);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        response.headers().remove(HttpHeaderNames.ETAG);
    }
}
