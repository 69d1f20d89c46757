package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.MalformedException.Format;
import eu.temoin.ledger.UnverifiedException.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed notes and keys; the first two vectors are the examples of the specification itself. */
class NoteTest {
    private static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String EXAMPLE_NOTE = "This is an example message.\n\n"
            + "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu7"
            + "2IneyaQM=\n";

    private static final SigningKey KEY = SigningKey.fromSeed("log.example/a", new byte[32]);

    private static Bytes utf8(String text) {
        return Bytes.wrap(Utf8.encode(text));
    }

    @Test
    void exampleOfTheSpecificationVerifies() throws Exception {
        VerifierKey key = VerifierKey.parse(EXAMPLE_KEY);
        assertThat(key).hasToString(EXAMPLE_KEY);
        Note note = Note.parse(utf8(EXAMPLE_NOTE));
        note.verify(List.of(key));
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.encode()).isEqualTo(utf8(EXAMPLE_NOTE));
    }

    @Test
    void everyChangedByteOfANoteIsRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] note = KEY.sign("log.example/a\n12\nquelque chose d\u2019\u00e9crit\n\net plus\n")
                .encode()
                .toArray();
        for (int at = 0; at < note.length; at++) {
            byte[] changed = note.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Note.parse(Bytes.of(changed)).verify(List.of(KEY.verifier())))
                    .as("seed %s byte %s", seed, at)
                    .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
        }
    }

    @Test
    void everyShortenedNoteIsRefused() {
        byte[] note = KEY.sign("text\n").encode().toArray();
        for (int length = 0; length < note.length; length++) {
            byte[] cut = Arrays.copyOf(note, length);
            assertThatThrownBy(() -> Note.parse(Bytes.of(cut))).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void textMayHoldBlankLines() throws Exception {
        String text = "one\n\ntwo\n\n\nthree\n";
        Note note = Note.parse(KEY.sign(text).encode());
        note.verify(List.of(KEY.verifier()));
        assertThat(note.text()).isEqualTo(text);
    }

    @Test
    void unknownKeysAreIgnoredEvenWithAKnownNameOrNumber() throws Exception {
        Note good = KEY.sign("text\n");
        Note.Signature known = good.signatures().getFirst();
        List<Note.Signature> all = new ArrayList<>();
        all.add(new Note.Signature(known.name(), known.keyId() + 1, Bytes.of(new byte[64])));
        all.add(new Note.Signature("other.example", known.keyId(), Bytes.of(new byte[64])));
        all.add(new Note.Signature("other.example", 7, Bytes.of(new byte[3])));
        all.add(known);
        Note.parse(new Note("text\n", all).encode()).verify(List.of(KEY.verifier()));
        Note without = Note.parse(new Note("text\n", all.subList(0, 3)).encode());
        assertThatThrownBy(() -> without.verify(List.of(KEY.verifier())))
                .isInstanceOfSatisfying(
                        UnverifiedException.class, e -> assertThat(e.code()).isEqualTo(Code.NO_KNOWN_SIGNATURE));
    }

    @Test
    void aKnownKeyThatFailsRefusesTheNoteThoughAnotherHolds() throws Exception {
        SigningKey second = SigningKey.fromSeed("log.example/b", new byte[32]);
        Note.Signature wrong = second.sign("other text\n").signatures().getFirst();
        Note.Signature good = KEY.sign("text\n").signatures().getFirst();
        for (List<Note.Signature> order : List.of(List.of(wrong, good), List.of(good, wrong))) {
            Note note = Note.parse(new Note("text\n", order).encode());
            note.verify(List.of(KEY.verifier()));
            assertThatThrownBy(() -> note.verify(List.of(KEY.verifier(), second.verifier())))
                    .isInstanceOfSatisfying(
                            UnverifiedException.class, e -> assertThat(e.code()).isEqualTo(Code.SIGNATURE_WRONG));
        }
    }

    @Test
    void sixteenSignaturesAreAcceptedAndTooManyAreNot() throws Exception {
        Note.Signature one = KEY.sign("text\n").signatures().getFirst();
        Note many = new Note("text\n", Collections.nCopies(Note.SIGNATURES_MAX, one));
        assertThat(Note.SIGNATURES_MAX).isGreaterThanOrEqualTo(16);
        Note.parse(many.encode()).verify(List.of(KEY.verifier()));
        Note tooMany = new Note("text\n", Collections.nCopies(Note.SIGNATURES_MAX + 1, one));
        assertThatThrownBy(() -> Note.parse(tooMany.encode()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("32 signatures");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\u2014 a eHh4eHg=\n",
                "text\n\n\u2014 a eHh4eHg=",
                "text\n\n\u2014 a eHh4\n",
                "text\n\n\u2014 a eHh4eA==\n",
                "text\n\n\u2014 a eHh4eHg\n",
                "text\n\n\u2014 a eHh4eHh=\n",
                "text\n\n\u2014 a\n",
                "text\n\n\u2014  eHh4eHg=\n",
                "text\n\n- a eHh4eHg=\n",
                "text\n\n\u2014 a+b eHh4eHg=\n",
                "text\n\n\u2014 a\u00a0b eHh4eHg=\n",
                "text\n\n\u2014 a b eHh4eHg=\n",
                "text\n\n\u2014 a eHh4eHg= \n",
                "te\txt\n\n\u2014 a eHh4eHg=\n",
                "text\r\n\n\u2014 a eHh4eHg=\n",
                "te\u0000xt\n\n\u2014 a eHh4eHg=\n",
            })
    void whatIsNotANoteIsRefused(String text) {
        assertThatThrownBy(() -> Note.parse(utf8(text)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.format()).isEqualTo(Format.NOTE));
    }

    @Test
    void invalidUtf8AndTooMuchAreRefused() {
        byte[] note = KEY.sign("text\n").encode().toArray();
        note[1] = (byte) 0xff;
        assertThatThrownBy(() -> Note.parse(Bytes.of(note))).hasMessageContaining("UTF-8");
        Bytes large = KEY.sign("a".repeat(Note.BYTES_MAX) + "\n").encode();
        assertThatThrownBy(() -> Note.parse(large)).hasMessageContaining("131072 bytes");
    }

    @Test
    void everyCutAndEveryChangedCharacterOfAKeyIsRefused() {
        for (int start = 0; start < EXAMPLE_KEY.length(); start++) {
            for (int end = start; end <= EXAMPLE_KEY.length(); end++) {
                if (end - start < EXAMPLE_KEY.length()) {
                    refusedKey(EXAMPLE_KEY.substring(start, end));
                }
            }
            char[] changed = EXAMPLE_KEY.toCharArray();
            changed[start]++;
            refusedKey(String.valueOf(changed));
        }
        refusedKey(EXAMPLE_KEY.replace("530d903a", "530D903A"));
        refusedKey("a".repeat(600));
    }

    private static void refusedKey(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text))
                .as(text)
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.format()).isEqualTo(Format.KEY));
    }

    @Test
    void cosignatureKeysAreRefusedNotIgnored() {
        byte[] publicKey = KEY.verifier().publicKey().toArray();
        byte cosignature = 0x04;
        String text = "witness.example+"
                + HexFormat.of().toHexDigits(KeyName.id("witness.example", cosignature, publicKey)) + "+"
                + Base64Text.of(KeyName.typed(cosignature, publicKey));
        assertThatThrownBy(() -> VerifierKey.parse(text)).hasMessageContaining("only Ed25519");
    }

    @Test
    void signingKeyIsReadAsItIsWrittenAndNeverShown() throws Exception {
        SigningKey again = SigningKey.parse(KEY.privateText());
        assertThat(again.verifier()).isEqualTo(KEY.verifier());
        assertThat(again.sign("text\n")).isEqualTo(KEY.sign("text\n"));
        String secret = KEY.privateText().substring(KEY.privateText().lastIndexOf('+') + 1);
        assertThat(KEY.toString() + new LogKey(KEY))
                .doesNotContain(secret)
                .contains(KEY.verifier().toString());
        assertThatThrownBy(() -> SigningKey.parse(KEY.verifier().toString())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SigningKey.parse(KEY.privateText().replace("log.example/a", "log.example/b")))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SigningKey.parse(KEY.privateText() + "A")).isInstanceOf(MalformedException.class);
    }
}
