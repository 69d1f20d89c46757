package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.UnverifiedException.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts, the proofs they are, and the leaf entries they rebuild. */
class ReceiptTest {
    private static final String ORIGIN = "log.example/a";
    private static final SigningKey KEY = SigningKey.fromSeed(ORIGIN, new byte[32]);
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(ORIGIN, List.of(KEY.verifier()));
    private static final byte KIND = 7;

    private static Bytes record(int index) {
        return Bytes.wrap(Utf8.encode("record " + index));
    }

    private static Bytes salt(int index) {
        byte[] salt = new byte[32];
        Arrays.fill(salt, (byte) index);
        return Bytes.wrap(salt);
    }

    private static Receipt receipt(int index, int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(TreeHash.leaf(LeafEntry.of(KIND, salt(i), record(i)).encode()));
        }
        SlowTree tree = new SlowTree(leaves);
        Bytes checkpoint =
                KEY.sign(Checkpoint.of(ORIGIN, size, tree.root(size)).text()).encode();
        return new Receipt(
                index, KIND, salt(index), record(index), TreeProofs.inclusion(index, size, tree), checkpoint);
    }

    @Test
    void everyReceiptOfSmallLogsVerifiesFromItsFile() throws Exception {
        for (int size = 1; size <= 20; size++) {
            for (int index = 0; index < size; index++) {
                Receipt verified = VERIFIER.verify(receipt(index, size).encode());
                assertThat(verified.record()).isEqualTo(record(index));
                assertThat(verified.index()).isEqualTo(index);
                assertThat(verified.kind()).isEqualTo(KIND);
            }
        }
    }

    @Test
    void fileHasTheLinesOfTheFormat() {
        String file = new String(receipt(2, 5).encode().toArray(), StandardCharsets.UTF_8);
        assertThat(file.lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("c2sp.org/tlog-proof@v1");
            assertThat(lines.get(1)).startsWith("extra AQcCAgIC");
            assertThat(lines.get(2)).isEqualTo("index 2");
            assertThat(lines.get(6)).isEmpty();
            assertThat(lines.get(7)).isEqualTo(ORIGIN);
            assertThat(lines.get(8)).isEqualTo("5");
            assertThat(lines.get(11)).startsWith("\u2014 " + ORIGIN + " ");
            assertThat(lines).hasSize(12);
        });
    }

    @Test
    void everyChangedByteOfAReceiptIsRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] file = receipt(4, 7).encode().toArray();
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> VERIFIER.verify(Bytes.of(changed)))
                    .as("seed %s byte %s", seed, at)
                    .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
        }
    }

    @Test
    void everyShortenedReceiptIsRefused() {
        byte[] file = receipt(4, 7).encode().toArray();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> VERIFIER.verify(Bytes.of(cut)))
                    .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
        }
    }

    @Test
    void anotherLogsReceiptIsRefused() {
        Bytes file = receipt(0, 1).encode();
        ReceiptVerifier other = new ReceiptVerifier("log.example/b", List.of(KEY.verifier()));
        assertThatThrownBy(() -> other.verify(file))
                .isInstanceOfSatisfying(
                        UnverifiedException.class, e -> assertThat(e.code()).isEqualTo(Code.ORIGIN_DIFFERS));
        byte[] seed = new byte[32];
        seed[0] = 1;
        ReceiptVerifier otherKey = new ReceiptVerifier(
                ORIGIN, List.of(SigningKey.fromSeed(ORIGIN, seed).verifier()));
        assertThatThrownBy(() -> otherKey.verify(file))
                .isInstanceOfSatisfying(
                        UnverifiedException.class, e -> assertThat(e.code()).isEqualTo(Code.NO_KNOWN_SIGNATURE));
    }

    @Test
    void aProofWithoutExtraIsNoReceiptButAProof() throws Exception {
        Receipt receipt = receipt(1, 3);
        TlogProof bare = new TlogProof(Optional.empty(), 1, receipt.path(), receipt.checkpoint());
        TlogProof.parse(bare.encode()).verify(receipt.leaf().encode(), ORIGIN, List.of(KEY.verifier()));
        assertThatThrownBy(() -> Receipt.parse(bare.encode())).isInstanceOf(MalformedException.class);
        TlogProof version2 =
                new TlogProof(Optional.of(Bytes.of(new byte[80])), 1, receipt.path(), receipt.checkpoint());
        assertThatThrownBy(() -> Receipt.parse(version2.encode())).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\n\nindex 0\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex 00\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex -1\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex 0\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nextra AAA\nindex 0\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\ncheckpoint",
                "c2sp.org/tlog-proof@v1\r\nindex 0\n\ncheckpoint",
            })
    void whatIsNotAProofIsRefused(String text) {
        assertThatThrownBy(() -> TlogProof.parse(Bytes.wrap(Utf8.encode(text)))).isInstanceOf(MalformedException.class);
    }

    @Test
    void tooLongAPathAndTooLargeAFileAreRefused() {
        String hash = TreeHash.EMPTY_ROOT.base64() + "\n";
        String many = "c2sp.org/tlog-proof@v1\nindex 0\n" + hash.repeat(TlogProof.PATH_MAX + 1) + "\ncheckpoint";
        assertThatThrownBy(() -> TlogProof.parse(Bytes.wrap(Utf8.encode(many)))).hasMessageContaining("63 hashes");
        assertThatThrownBy(() -> TlogProof.parse(Bytes.wrap(new byte[TlogProof.BYTES_MAX + 1])))
                .hasMessageContaining("262144 bytes");
    }

    @Test
    void entryIsACommitmentOf34Bytes() throws Exception {
        LeafEntry entry = LeafEntry.of(KIND, salt(1), record(1));
        assertThat(entry.encode().length()).isEqualTo(34);
        // SHA-256 of 32 bytes of 0x01 and "record 1".
        assertThat(entry.encode())
                .hasToString("0107"
                        + Hash.sha256(salt(1).toArray(), Utf8.encode("record 1"))
                                .bytes());
        assertThat(LeafEntry.parse(entry.encode())).isEqualTo(entry);
        assertThat(LeafEntry.of(KIND, salt(2), record(1))).isNotEqualTo(entry);
        byte[] version2 = entry.encode().toArray();
        version2[0] = 2;
        assertThatThrownBy(() -> LeafEntry.parse(Bytes.of(version2))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> LeafEntry.parse(Bytes.of(new byte[33]))).isInstanceOf(MalformedException.class);
    }
}
