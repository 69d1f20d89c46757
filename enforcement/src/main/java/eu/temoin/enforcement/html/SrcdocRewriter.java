package eu.temoin.enforcement.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rewrites the document that an {@code iframe} carries in its {@code srcdoc}: decoded, gated like any document (nothing
 * is inserted), and written as a new attribute where something in it had to be disarmed. It is as long as a tag held
 * whole at most; documents in documents end at {@value #NESTED_MAX}.
 */
final class SrcdocRewriter {
    /** How many documents may stand in each other; a deeper one is disarmed whole. */
    static final int NESTED_MAX = 3;

    /** What to do with the attribute: nothing, replace it, or (without a replacement) disarm it. */
    record Result(boolean isUnchanged, Optional<byte[]> replacement) {}

    private static final Result UNCHANGED = new Result(true, Optional.empty());
    private static final Result DISARM = new Result(false, Optional.empty());

    private final Gates gates;
    private final int nested;

    SrcdocRewriter(Gates gates, int nested) {
        this.gates = gates;
        this.nested = nested;
    }

    Result rewrite(String document, WebAddress base) {
        if (nested >= NESTED_MAX) {
            return DISARM;
        }
        byte[] before = document.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(before.length);
        HtmlPage page = new HtmlPage(base, HtmlEncoding.UTF_8, Optional.empty());
        Rewriting rewriting = new Rewriting(page, gates, Inserts.NONE, out::write, nested + 1, true);
        rewriting.write(before, 0, before.length);
        rewriting.end();
        byte[] after = out.toByteArray();
        return Arrays.equals(before, after)
                ? UNCHANGED
                : new Result(false, Optional.of(attribute(new String(after, StandardCharsets.UTF_8))));
    }

    private static byte[] attribute(String document) {
        StringBuilder out = new StringBuilder(document.length() + 64);
        AttributeText.write("srcdoc", document, out);
        return out.append(' ').toString().getBytes(StandardCharsets.US_ASCII);
    }
}
