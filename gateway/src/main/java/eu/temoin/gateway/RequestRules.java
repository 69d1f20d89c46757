package eu.temoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/**
 * What a request must keep before anything else looks at it. Whatever two servers could read in two ways is refused, and
 * the connection closed: that is how one request is smuggled inside another (RFC 9112 sections 6.3 and 11.2).
 */
final class RequestRules {
    /** Enough for any body, and no risk of overflow in whoever reads it. */
    private static final int LENGTH_DIGITS_MAX = 18;

    private RequestRules() {}

    /** Empty where the request may go on. */
    static Optional<Refusal> check(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        HttpHeaders headers = request.headers();
        if (!isFramedPlainly(request) || headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_1) && !headers.contains(HttpHeaderNames.HOST)) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            return Optional.of(Refusal.METHOD);
        }
        return isToken(method.name()) && isTarget(request.uri(), method)
                ? Optional.empty()
                : Optional.of(Refusal.BAD_REQUEST);
    }

    /** Whether a body follows the head, as far as the head says. */
    static boolean announcesBody(HttpRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    private static Refusal unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.TARGET_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? Refusal.HEADERS_TOO_LARGE : Refusal.BAD_REQUEST;
    }

    private static boolean isFramedPlainly(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return false;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty()) {
            return codings.size() == 1
                    && codings.getFirst().equalsIgnoreCase("chunked")
                    && lengths.isEmpty()
                    && version.equals(HttpVersion.HTTP_1_1);
        }
        return lengths.isEmpty() || lengths.size() == 1 && isLength(lengths.getFirst());
    }

    private static boolean isLength(String value) {
        if (value.isEmpty() || value.length() > LENGTH_DIGITS_MAX) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** A path, an absolute address, or {@code *} with {@code OPTIONS} (RFC 9112 section 3.2). */
    private static boolean isTarget(String target, HttpMethod method) {
        if (target.equals("*")) {
            return method.equals(HttpMethod.OPTIONS);
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7F || c == '#') {
                return false;
            }
        }
        return target.startsWith("/") || Target.isAbsolute(target);
    }
}
