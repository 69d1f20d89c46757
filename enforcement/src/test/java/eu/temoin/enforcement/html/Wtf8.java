package eu.temoin.enforcement.html;

import java.io.ByteArrayOutputStream;

/** UTF-8 that also carries lone surrogates, which some of the public tests contain. */
final class Wtf8 {
    private Wtf8() {}

    static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xC0 | c >> 6);
                out.write(0x80 | c & 0x3F);
            } else if (c < 0x10000) {
                out.write(0xE0 | c >> 12);
                out.write(0x80 | c >> 6 & 0x3F);
                out.write(0x80 | c & 0x3F);
            } else {
                out.write(0xF0 | c >> 18);
                out.write(0x80 | c >> 12 & 0x3F);
                out.write(0x80 | c >> 6 & 0x3F);
                out.write(0x80 | c & 0x3F);
            }
        });
        return out.toByteArray();
    }

    static String decode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; ) {
            int b = bytes[i] & 0xFF;
            int length = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
            int c = length == 1 ? b : b & 0xFF >> length + 1;
            for (int k = 1; k < length; k++) {
                c = c << 6 | bytes[i + k] & 0x3F;
            }
            out.appendCodePoint(c);
            i += length;
        }
        return out.toString();
    }
}
