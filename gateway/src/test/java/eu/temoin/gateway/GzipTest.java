package eu.temoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(4));
        }
        return bytes;
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    /** With every optional field of a head. */
    private static byte[] withFields(byte[] packed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] head = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 2, 0, 7, 7, 'n', 0, 'c', 0};
        bytes.writeBytes(head);
        CRC32 checksum = new CRC32();
        checksum.update(head);
        bytes.write((int) checksum.getValue() & 0xff);
        bytes.write((int) checksum.getValue() >>> 8 & 0xff);
        bytes.write(packed, 10, packed.length - 10);
        return bytes.toByteArray();
    }

    private static byte[] read(byte[] packed, Random random) throws BrokenBody {
        Inflater inflater = new Inflater(true);
        Gunzip gunzip = new Gunzip(inflater);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] out = new byte[1 + random.nextInt(500)];
        for (int at = 0; at < packed.length; ) {
            int length = Math.min(packed.length - at, 1 + random.nextInt(50));
            ByteBuf piece = Unpooled.directBuffer(length).writeBytes(packed, at, length);
            try {
                for (int n = gunzip.read(piece, out); n > 0; n = gunzip.read(piece, out)) {
                    plain.write(out, 0, n);
                }
            } finally {
                piece.release();
            }
            at += length;
        }
        inflater.end();
        assertThat(gunzip.isComplete()).isTrue();
        return plain.toByteArray();
    }

    @Test
    void readsWhatTheJdkWritesAtEveryCut() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] plain = random(random, random.nextInt(5_000));
            byte[] packed = packed(plain);
            assertThat(read(packed, random)).as("seed " + seed).isEqualTo(plain);
            assertThat(read(withFields(packed), random)).as("seed " + seed).isEqualTo(plain);
        }
    }

    @Test
    void readsSeveralMembersAndIgnoresWhatFollows() throws Exception {
        Random random = new Random(7);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(packed(new byte[] {'a'}));
        both.writeBytes(packed(new byte[] {'b'}));
        both.writeBytes(new byte[] {0, 0, 0});
        assertThat(read(both.toByteArray(), random)).isEqualTo(new byte[] {'a', 'b'});
    }

    @Test
    void refusesWhatIsDamaged() throws Exception {
        byte[] packed = packed(random(new Random(7), 2_000));
        byte[] checksum = packed.clone();
        checksum[packed.length - 6] ^= 1;
        assertThatThrownBy(() -> read(checksum, new Random(1))).isInstanceOf(BrokenBody.class);
        byte[] length = packed.clone();
        length[packed.length - 2] ^= 1;
        assertThatThrownBy(() -> read(length, new Random(1))).isInstanceOf(BrokenBody.class);
        assertThatThrownBy(() -> read("plain text".getBytes(StandardCharsets.US_ASCII), new Random(1)))
                .isInstanceOf(BrokenBody.class);
    }

    @Test
    void writesWhatTheJdkReadsAndFlushesWhatIsThere() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Deflater deflater = new Deflater(4, true);
            Gzip gzip = new Gzip(deflater);
            ByteBuf out = Unpooled.buffer();
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            for (int n = random.nextInt(20); n > 0; n--) {
                byte[] piece = random(random, 1 + random.nextInt(20_000));
                plain.writeBytes(piece);
                gzip.write(piece, 0, piece.length, out);
                if (random.nextBoolean()) {
                    gzip.flush(out);
                    byte[] soFar = new byte[out.readableBytes()];
                    out.getBytes(0, soFar);
                    byte[] read = new byte[plain.size()];
                    assertThat(new GZIPInputStream(new ByteArrayInputStream(soFar)).readNBytes(read, 0, read.length))
                            .as("seed " + seed)
                            .isEqualTo(plain.size());
                }
            }
            gzip.end(out);
            byte[] packed = new byte[out.readableBytes()];
            out.readBytes(packed);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                    .as("seed " + seed)
                    .isEqualTo(plain.toByteArray());
            deflater.end();
        }
    }
}
