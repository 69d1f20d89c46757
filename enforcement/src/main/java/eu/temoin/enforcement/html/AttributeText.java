package eu.temoin.enforcement.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The values of attributes as text. */
final class AttributeText {
    private AttributeText() {}

    /** A value that counts only if it is ASCII. */
    static String of(Tag tag, int attribute) {
        return of(tag, attribute, StandardCharsets.ISO_8859_1);
    }

    /** The value as the document's parser reads it: decoded, line ends normalised, references replaced. */
    static String of(Tag tag, int attribute, Charset charset) {
        int from = tag.valueStart(attribute);
        int to = tag.valueEnd(attribute);
        if (Bytes.arePlain(tag.bytes(), from, to)) {
            return new String(tag.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
        }
        String raw = new String(tag.bytes(), from, to - from, charset);
        if (raw.indexOf('\r') >= 0) {
            raw = raw.replace("\r\n", "\n").replace('\r', '\n');
        }
        if (raw.indexOf('\0') >= 0) {
            raw = raw.replace('\0', '\uFFFD');
        }
        return CharacterReferences.decode(raw, true);
    }

    /** An attribute in ASCII, whatever the encoding of the page: everything else becomes a reference. */
    static void write(String name, String value, StringBuilder out) {
        out.append(name).append("=\"");
        write(value, out);
        out.append('"');
    }

    /** The value alone. */
    static void write(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '&') {
                out.append("&amp;");
            } else if (c == '"') {
                out.append("&quot;");
            } else if (c < 0x80) {
                out.append(c);
            } else {
                int point = value.codePointAt(i);
                out.append("&#").append(point).append(';');
                i += Character.charCount(point) - 1;
            }
        }
    }
}
