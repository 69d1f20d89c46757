package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** HTML Standard, section 13.2.3.2, "prescan a byte stream to determine its encoding". */
final class EncodingPrescan {
    private final byte[] bytes;
    private final int length;
    private int position;
    private String attributeName = "";
    private String attributeValue = "";

    /** The bytes are used up inside a tag or comment: the algorithm stops there without a result. */
    private boolean cut;

    EncodingPrescan(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    Optional<String> run() {
        while (position < length && !cut) {
            if (starts("<!--")) {
                // The two dashes may be those that open the comment.
                skipPast("-->", position + 2);
            } else if (starts("<meta") && position + 5 < length && isSpaceOrSlash(bytes[position + 5])) {
                position += 5;
                Optional<String> found = meta();
                if (found.isPresent()) {
                    return found;
                }
            } else if (startsTag()) {
                skipTag();
            } else if (starts("<!") || starts("</") || starts("<?")) {
                skipPast(">", position);
            } else {
                position++;
            }
        }
        return Optional.empty();
    }

    private boolean starts(String wanted) {
        if (position + wanted.length() > length) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (Bytes.toLower(bytes[position + i]) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean startsTag() {
        int letter = starts("</") ? position + 2 : position + 1;
        return bytes[position] == '<' && letter < length && Bytes.isAsciiAlpha(bytes[letter]);
    }

    private void skipPast(String wanted, int from) {
        int i = from;
        while (i < length) {
            position = i;
            if (starts(wanted)) {
                position = i + wanted.length();
                return;
            }
            i++;
        }
        cut = true;
    }

    private void skipTag() {
        while (position < length && !Bytes.isSpace(bytes[position]) && bytes[position] != '>') {
            position++;
        }
        boolean more = true;
        while (more) {
            more = attribute();
        }
        position++;
    }

    private static boolean isSpaceOrSlash(byte b) {
        return Bytes.isSpace(b) || b == '/';
    }

    private Optional<String> meta() {
        MetaEncoding meta = new MetaEncoding();
        while (attribute()) {
            meta.attribute(attributeName, attributeValue);
        }
        position++;
        return cut ? Optional.empty() : meta.name();
    }

    /** "Get an attribute". @return whether there is one; its name and value are in lower case */
    private boolean attribute() {
        while (position < length && isSpaceOrSlash(bytes[position])) {
            position++;
        }
        if (position >= length) {
            cut = true;
            return false;
        }
        if (bytes[position] == '>') {
            return false;
        }
        int nameFrom = position;
        while (position < length && !endsName(bytes[position], position > nameFrom)) {
            position++;
        }
        attributeName = lower(nameFrom, position);
        attributeValue = "";
        skipSpaces();
        if (position < length && bytes[position] == '=') {
            position++;
            skipSpaces();
            value();
        }
        cut |= position >= length;
        return !cut;
    }

    private static boolean endsName(byte b, boolean hasBegun) {
        return b == '=' && hasBegun || b == '/' || b == '>' || Bytes.isSpace(b);
    }

    private void skipSpaces() {
        while (position < length && Bytes.isSpace(bytes[position])) {
            position++;
        }
    }

    private void value() {
        if (position >= length) {
            return;
        }
        byte quote = bytes[position];
        int from = position;
        if (quote == '"' || quote == '\'') {
            from++;
            position++;
            while (position < length && bytes[position] != quote) {
                position++;
            }
            attributeValue = lower(from, position);
            position++;
            return;
        }
        while (position < length && bytes[position] != '>' && !Bytes.isSpace(bytes[position])) {
            position++;
        }
        attributeValue = lower(from, position);
    }

    private String lower(int from, int to) {
        return new String(bytes, from, Math.min(to, length) - from, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
    }
}
