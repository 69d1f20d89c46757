package eu.temoin.enforcement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The constant inline tags that Témoin puts into pages, as hash sources of a Content-Security-Policy
 * ({@code sha256-…}, without the quotes).
 */
public record InlineHashes(List<String> scripts, List<String> styles) {
    public static final InlineHashes NONE = new InlineHashes(List.of(), List.of());

    public InlineHashes {
        scripts = List.copyOf(scripts);
        styles = List.copyOf(styles);
    }

    /** Of the texts between the tags, exactly as they are sent. */
    public static InlineHashes ofTexts(List<String> scripts, List<String> styles) {
        return new InlineHashes(
                scripts.stream().map(InlineHashes::hash).toList(),
                styles.stream().map(InlineHashes::hash).toList());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
