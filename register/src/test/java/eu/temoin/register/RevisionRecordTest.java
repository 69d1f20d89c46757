package eu.temoin.register;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/spec/revision.md} and the program to the same bytes. */
class RevisionRecordTest {
    private static final String PAGE = Registers.text(Path.of("../docs/spec/revision.md"));
    private static final String RECORD = part("```record\n(.*?)```");

    private static String part(String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static RevisionRecord example() throws NoSuchAlgorithmException {
        String hash = sha256("{}".getBytes(StandardCharsets.UTF_8));
        return new RevisionRecord("example", 2, Revision.Kind.MATERIAL, LocalDate.of(2026, 11, 24), hash);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void of_namesTheLastRevisionAndTheHashOfTheFrozenCopy() throws NoSuchAlgorithmException {
        Register register = Registers.accepted(FirstRevision.TEXT).register();
        assertThat(RevisionRecord.of(register))
                .isEqualTo(new RevisionRecord(
                        "site",
                        1,
                        Revision.Kind.MATERIAL,
                        LocalDate.of(2026, 1, 15),
                        sha256(RegisterCanonical.bytes(register))));
    }

    @Test
    void text_isTheVectorOfThePage() throws NoSuchAlgorithmException {
        RevisionRecord record = example();
        assertThat(record.text()).isEqualTo(RECORD);
        assertThat(sha256(record.encode())).isEqualTo(part("SHA-256 of these bytes: `([0-9a-f]{64})`"));
    }

    @Test
    void parse_readsWhatWasWritten() throws NoSuchAlgorithmException {
        assertThat(RevisionRecord.parse(RECORD.getBytes(StandardCharsets.US_ASCII)))
                .contains(example());
    }

    static List<String> others() {
        return List.of(
                "",
                RECORD.replace("revision/1", "revision/2"),
                RECORD.replace("site example\n", ""),
                RECORD.replace("revision 2", "revision 02"),
                RECORD.replace("revision 2", "revision 0"),
                RECORD.replace("material", "Material"),
                RECORD.replace("material", "large"),
                RECORD.replace("2026-11-24", "2026-11-31"),
                RECORD.replace("register ", "register  "),
                RECORD.replace("register ", "register A"),
                RECORD.replace("\n", "\r\n"),
                RECORD + "\n",
                RECORD.stripTrailing());
    }

    @ParameterizedTest
    @MethodSource("others")
    void parse_refusesEveryOtherWayToWriteIt(String text) {
        assertThat(RevisionRecord.parse(text.getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }
}
