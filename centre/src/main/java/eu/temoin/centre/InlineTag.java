package eu.temoin.centre;

/**
 * A constant text that we write into pages inside a {@code <script>} or {@code <style>}, so that a policy can allow it
 * by its hash.
 *
 * @param text exactly what stands between the tags
 * @param sha256 of its UTF-8 bytes, in base64, as a CSP hash-source wants it
 */
public record InlineTag(Kind kind, String text, String sha256) {
    public enum Kind {
        SCRIPT,
        STYLE
    }

    /** {@code 'sha256-…'}. */
    public String source() {
        return "'sha256-" + sha256 + "'";
    }
}
