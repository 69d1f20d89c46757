package eu.temoin.enforcement.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The encoding that a browser reads a document in (HTML Standard, section 13.2.3.2, "Determining the character
 * encoding"): byte order mark, then the {@code charset} of {@code Content-Type}, then a {@code meta} within the first
 * {@value #PRESCAN_LENGTH} bytes, else windows-1252.
 *
 * <p><b>What can be rewritten.</b> The rewriter works on bytes, where {@code <}, {@code >}, quotes and white space must
 * mean themselves wherever they stand. That holds for every encoding of the Encoding Standard but these:
 *
 * <ul>
 *   <li>UTF-16: transcode to UTF-8 first, and say so in {@code Content-Type}.
 *   <li>ISO-2022-JP: escape sequences change what ASCII bytes mean. Such a document must not pass unless it was
 *       transcoded.
 *   <li>replacement: browsers show one U+FFFD and nothing else, so that it may pass as it is; read here as not
 *       rewritable.
 * </ul>
 *
 * <p>A {@code meta} further down changes the encoding of a document that was assumed to be windows-1252; the rewriter
 * follows it, and disarms one that asks for ISO-2022-JP. Where the encoding was found in the document, the sender should
 * put it into {@code Content-Type}: a browser then cannot come to another conclusion.
 *
 * @param name as the Encoding Standard writes it
 * @param basis how it was found
 */
public record HtmlEncoding(String name, Basis basis) {
    /** How much of a document is looked at for a {@code meta}, in bytes. */
    public static final int PRESCAN_LENGTH = 1024;

    /** UTF-8, told by the sender. */
    public static final HtmlEncoding UTF_8 = new HtmlEncoding("UTF-8", Basis.CONTENT_TYPE);

    /** How the encoding was found. */
    public enum Basis {
        BYTE_ORDER_MARK,
        CONTENT_TYPE,
        META,
        ASSUMED
    }

    private static final String RESOURCE = "encoding-labels.txt";
    private static final Map<String, String> NAMES = read();

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        try (InputStream in = HtmlEncoding.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + RESOURCE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(" ");
                    for (int i = 1; i < parts.length; i++) {
                        names.put(parts[i], parts[0]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return Map.copyOf(names);
    }

    /**
     * Determines the encoding of a document.
     *
     * @param start its first bytes, {@value #PRESCAN_LENGTH} of them or all there are
     * @param contentType the {@code charset} of {@code Content-Type}, empty where there is none
     */
    public static HtmlEncoding of(byte[] start, Optional<String> contentType) {
        Optional<String> mark = byteOrderMark(start);
        if (mark.isPresent()) {
            return new HtmlEncoding(mark.get(), Basis.BYTE_ORDER_MARK);
        }
        Optional<String> told = contentType.flatMap(HtmlEncoding::named);
        if (told.isPresent()) {
            return new HtmlEncoding(told.get(), Basis.CONTENT_TYPE);
        }
        return new EncodingPrescan(start, Math.min(start.length, PRESCAN_LENGTH))
                .run()
                .map(name -> new HtmlEncoding(name, Basis.META))
                .orElse(new HtmlEncoding("windows-1252", Basis.ASSUMED));
    }

    private static Optional<String> byteOrderMark(byte[] start) {
        if (start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            return Optional.of("UTF-8");
        }
        if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return Optional.of("UTF-16BE");
        }
        if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return Optional.of("UTF-16LE");
        }
        return Optional.empty();
    }

    /** The name of the encoding with that label (Encoding Standard, section 4.2, "get an encoding"). */
    public static Optional<String> named(String label) {
        return Optional.ofNullable(NAMES.get(label.strip().toLowerCase(Locale.ROOT)));
    }

    /** Whether the rewriter may work on bytes of this encoding. */
    public boolean isRewritable() {
        return !isUtf16() && !name.equals("ISO-2022-JP") && !name.equals("replacement");
    }

    /** Whether it is UTF-16, either way round. */
    public boolean isUtf16() {
        return name.startsWith("UTF-16");
    }

    /**
     * The charset to read attribute values with. Where this Java has none of that name, ASCII: then addresses with
     * other letters are unreadable, and do not pass.
     */
    public Charset charset() {
        if (name.equals("UTF-8")) {
            return StandardCharsets.UTF_8;
        }
        String javaName = switch (name) {
            case "EUC-KR" -> "x-windows-949";
            case "Shift_JIS" -> "windows-31j";
            case "Big5" -> "Big5-HKSCS";
            case "ISO-8859-8-I" -> "ISO-8859-8";
            case "macintosh" -> "x-MacRoman";
            case "x-mac-cyrillic" -> "x-MacCyrillic";
            case "windows-874" -> "x-windows-874";
            case "x-user-defined" -> "US-ASCII";
            default -> name;
        };
        return Charset.isSupported(javaName) ? Charset.forName(javaName) : StandardCharsets.US_ASCII;
    }
}
