package eu.temoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.temoin.ledger.MalformedException.Format;
import eu.temoin.ledger.UnverifiedException.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final SigningKey KEY = SigningKey.fromSeed("log.example/a", new byte[32]);

    @Test
    void readsWhatItWrites() throws Exception {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
        Checkpoint checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(checkpoint.text()).isEqualTo(text);
    }

    @Test
    void extensionsOfOtherLogsAreKept() throws Exception {
        String text = "a\n0\n" + ROOT + "\nmore\nand more\n";
        assertThat(Checkpoint.parse(text).extensions()).containsExactly("more", "and more");
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a\n1\n",
                "a\n1\n" + ROOT,
                "\n1\n" + ROOT + "\n",
                "a\n\n" + ROOT + "\n",
                "a\n01\n" + ROOT + "\n",
                "a\n00\n" + ROOT + "\n",
                "a\n-1\n" + ROOT + "\n",
                "a\n+1\n" + ROOT + "\n",
                "a\n1 \n" + ROOT + "\n",
                "a\n0x1\n" + ROOT + "\n",
                "a\n\u0661\n" + ROOT + "\n",
                "a\n9223372036854775808\n" + ROOT + "\n",
                "a\n99999999999999999999\n" + ROOT + "\n",
                "a\n1\nAAAA\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\n" + ROOT + "\n\n",
                "a\n1\n" + ROOT + "\n1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n2\n3\n4\n5\n6\n7\n",
            })
    void whatIsNotACheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.format()).isEqualTo(Format.CHECKPOINT));
    }

    @Test
    void largestSizeIsRead() throws Exception {
        assertThat(Checkpoint.parse("a\n9223372036854775807\n" + ROOT + "\n").size())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anotherLogsCheckpointIsRefusedThoughTheKeyIsKnown() throws Exception {
        Bytes note = KEY.sign(
                        Checkpoint.of("log.example/b", 0, TreeHash.EMPTY_ROOT).text())
                .encode();
        assertThat(Checkpoint.open(note, "log.example/b", List.of(KEY.verifier()))
                        .size())
                .isZero();
        assertThatThrownBy(() -> Checkpoint.open(note, "log.example/a", List.of(KEY.verifier())))
                .isInstanceOfSatisfying(
                        UnverifiedException.class, e -> assertThat(e.code()).isEqualTo(Code.ORIGIN_DIFFERS));
    }

    @Test
    void aMarkerOfAnErasureIsNoCheckpoint() {
        Bytes marker =
                KEY.sign(Erasure.text("0", 1, TreeHash.EMPTY_ROOT.bytes())).encode();
        assertThatThrownBy(() -> Checkpoint.open(marker, Erasure.FIRST_LINE, List.of(KEY.verifier())))
                .isInstanceOf(MalformedException.class);
    }
}
