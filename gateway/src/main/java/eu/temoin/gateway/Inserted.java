package eu.temoin.gateway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Our UTF-8 in pages of other encodings: what is not ASCII becomes a character reference, which any encoding has. */
final class Inserted {
    private Inserted() {}

    static byte[] in(Charset charset, byte[] utf8) {
        if (charset.equals(StandardCharsets.UTF_8) || isAscii(utf8)) {
            return utf8;
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        StringBuilder ascii = new StringBuilder(text.length() + 64);
        text.codePoints().forEach(point -> {
            if (point < 0x80) {
                ascii.append((char) point);
            } else {
                ascii.append("&#").append(point).append(';');
            }
        });
        return ascii.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
