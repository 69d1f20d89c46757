package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes gzip (RFC 1952) as bytes come. */
final class Gzip {
    /** No name, no time, no system: the same page gives the same bytes. */
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int STEP = 8 * 1024;

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private final byte[] step = new byte[STEP];
    private boolean begun;
    private boolean unflushed;

    Gzip(Deflater deflater) {
        this.deflater = deflater;
    }

    void write(byte[] bytes, int offset, int length, ByteBuf out) {
        begin(out);
        checksum.update(bytes, offset, length);
        deflater.setInput(bytes, offset, length);
        unflushed = true;
        while (!deflater.needsInput()) {
            out.writeBytes(step, 0, deflater.deflate(step));
        }
    }

    /** Everything that was written so far can be read from what {@code out} has then. */
    void flush(ByteBuf out) {
        if (!unflushed) {
            return;
        }
        unflushed = false;
        int length;
        do {
            length = deflater.deflate(step, 0, STEP, Deflater.SYNC_FLUSH);
            out.writeBytes(step, 0, length);
        } while (length == STEP);
    }

    void end(ByteBuf out) {
        begin(out);
        deflater.finish();
        while (!deflater.finished()) {
            out.writeBytes(step, 0, deflater.deflate(step));
        }
        out.writeIntLE((int) checksum.getValue());
        out.writeIntLE((int) deflater.getBytesRead());
    }

    private void begin(ByteBuf out) {
        if (!begun) {
            begun = true;
            out.writeBytes(HEAD);
        }
    }
}
