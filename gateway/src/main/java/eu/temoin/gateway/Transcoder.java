package eu.temoin.gateway;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes UTF-8 of a document whose encoding cannot be worked on, as it streams. Begins with a byte order mark, which
 * browsers believe before anything that the document or its headers say.
 */
final class Transcoder {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The longest character, in bytes of any encoding. */
    private static final int CHARACTER_MAX = 8;

    private final CharsetDecoder decoder;
    private final CharBuffer characters = CharBuffer.allocate(4 * 1024);
    private final byte[] partial = new byte[CHARACTER_MAX];
    private int partialLength;
    private boolean begun;

    Transcoder(Charset charset) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    void write(byte[] bytes, int offset, int length, ChangedBody.Change out) {
        byte[] all = new byte[partialLength + length];
        System.arraycopy(partial, 0, all, 0, partialLength);
        System.arraycopy(bytes, offset, all, partialLength, length);
        decode(ByteBuffer.wrap(all), false, out);
    }

    void end(ChangedBody.Change out) {
        decode(ByteBuffer.wrap(partial.clone(), 0, partialLength), true, out);
        CoderResult flushed = decoder.flush(characters);
        hand(out);
        if (flushed.isOverflow()) {
            decoder.flush(characters);
            hand(out);
        }
    }

    private void decode(ByteBuffer in, boolean last, ChangedBody.Change out) {
        CoderResult result = decoder.decode(in, characters, last);
        while (result.isOverflow()) {
            hand(out);
            result = decoder.decode(in, characters, last);
        }
        hand(out);
        partialLength = Math.min(in.remaining(), CHARACTER_MAX);
        in.get(partial, 0, partialLength);
    }

    private void hand(ChangedBody.Change out) {
        characters.flip();
        // A pair of surrogates stays together, since each half alone is no character.
        int end = characters.limit();
        boolean split = end > 0 && Character.isHighSurrogate(characters.get(end - 1));
        String text = characters.subSequence(0, split ? end - 1 : end).toString();
        if (!begun && !text.isEmpty()) {
            begun = true;
            out.write(MARK, 0, MARK.length);
            text = text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 0) {
            out.write(utf8, 0, utf8.length);
        }
        characters.position(split ? end - 1 : end);
        characters.compact();
    }
}
