package eu.temoin.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The answers that are the gateway's own: a status, a stable code, and a small page in French and English that needs
 * nothing else. The code stands in the page and in the log, so that a visitor's message can be matched with a line.
 */
enum Refusal {
    BAD_REQUEST(400, "G400", "Demande mal formée", "Malformed request"),
    FORBIDDEN(403, "G403", "Contenu non chargé, selon votre choix", "Not loaded, according to your choice"),
    WORKER(404, "G404", "Script de service non autorisé", "Service worker not allowed"),
    METHOD(405, "G405", "Méthode non permise", "Method not allowed"),
    REQUEST_TIMEOUT(408, "G408", "Demande restée incomplète", "The request never completed"),
    BODY_TOO_LARGE(413, "G413", "Envoi trop volumineux", "The request is too large"),
    TARGET_TOO_LONG(414, "G414", "Adresse trop longue", "The address is too long"),
    MISDIRECTED(421, "G421", "Ce site ne se trouve pas ici", "This site is not served here"),
    HEADERS_TOO_LARGE(431, "G431", "En-têtes trop volumineux", "The request headers are too large"),
    INTERNAL(500, "G500", "Cette page de service a échoué", "This service page failed"),
    BAD_GATEWAY(502, "G502", "Le site ne répond pas", "The site does not answer"),
    UNAVAILABLE(503, "G503", "Trop de demandes en ce moment", "Too many requests just now"),
    GATEWAY_TIMEOUT(504, "G504", "Le site met trop de temps à répondre", "The site takes too long to answer");

    /** The policy of every page of ours that needs nothing (design: pages under the local prefix). */
    static final String POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String STYLE = """
            :root{color-scheme:light dark;--g:#F2F5F3;--i:#10201B;--2:#46544E;--l:#D2DAD6}\
            @media(prefers-color-scheme:dark){:root{--g:#0C1311;--i:#EBF2EF;--2:#A8B7B0;--l:#2B3934}}\
            body{max-width:44rem;margin:0 auto;padding:clamp(32px,8vw,96px) 16px;background:var(--g);color:var(--i);\
            font:1rem/1.5 "Helvetica Neue","Arial Nova","Nimbus Sans",Arial,sans-serif}\
            h1,h2,p{margin:0 0 12px}\
            h1{font-size:clamp(1.75rem,1.2rem + 2.75vw,2.75rem);line-height:1.08;letter-spacing:-.022em;text-wrap:balance}\
            h2{font-size:1.25rem;line-height:1.25}\
            div{margin:32px 0;padding-top:16px;border-top:2px solid}\
            .s{color:var(--2);font:.875rem ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}""";

    /** The same with the one style of the pages below. */
    private static final String STYLED_POLICY = POLICY + "; style-src 'sha256-" + sha256(STYLE) + "'";

    private final int status;
    private final String code;
    private final String page;

    Refusal(int status, String code, String french, String english) {
        this.status = status;
        this.code = code;
        this.page = """
                <!doctype html>
                <html lang="fr">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>%6$s</style>
                <main>
                <h1>%1$s</h1>
                <p>%3$s</p>
                <div lang="en">
                <h2>%2$s</h2>
                <p>%4$s</p>
                </div>
                <p class="s">%5$s</p>
                </main>
                </html>
                """.formatted(
                        french,
                        english,
                        status >= 500 ? "Réessayez dans un moment." : "Rien n’a été transmis au site.",
                        status >= 500 ? "Please try again in a moment." : "Nothing was passed on to the site.",
                        code,
                        STYLE);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has it (class MessageDigest).
            throw new IllegalStateException(impossible);
        }
    }

    int status() {
        return status;
    }

    /** Stable, for logs and pages. */
    String code() {
        return code;
    }

    /** The whole answer. */
    DefaultFullHttpResponse response() {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(bytes));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, STYLED_POLICY)
                .set("x-content-type-options", "nosniff");
        return response;
    }
}
