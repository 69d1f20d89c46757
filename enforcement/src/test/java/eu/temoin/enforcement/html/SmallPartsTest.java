package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Byte search, names, character references, srcset and encodings. */
class SmallPartsTest {
    @Test
    void findsBytesLikeAPlainLoop() {
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80) + Bytes.PADDING];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "<=;\0\u00BC>".charAt(random.nextInt(6));
            }
            int to = bytes.length - Bytes.PADDING;
            int from = to == 0 ? 0 : random.nextInt(to);
            int expected = from;
            while (expected < to && bytes[expected] != '<') {
                expected++;
            }
            assertThat(Bytes.indexOf(bytes, (byte) '<', from, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(Bytes.indexOfNear(bytes, (byte) '<', from, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    @Test
    void findsEndsOfNamesLikeAPlainLoop() {
        long seed = 43;
        Random random = new Random(seed);
        for (int round = 0; round < 40_000; round++) {
            byte[] bytes = new byte[random.nextInt(40) + Bytes.PADDING];
            for (int i = 0; i < bytes.length; i++) {
                boolean letter = random.nextInt(3) > 0;
                bytes[i] = (byte)
                        (letter
                                ? 'a' + random.nextInt(26)
                                : " />=\t\0\u0001\u00BD\u00FF&!\r".charAt(random.nextInt(12)));
            }
            int to = bytes.length - Bytes.PADDING;
            int tagEnd = 0;
            while (tagEnd < to && !Bytes.endsTagName(bytes[tagEnd])) {
                tagEnd++;
            }
            int attributeEnd = 0;
            while (attributeEnd < to && !Bytes.endsAttributeName(bytes[attributeEnd])) {
                attributeEnd++;
            }
            int valueEnd = 0;
            while (valueEnd < to && bytes[valueEnd] != '>' && !Bytes.isSpace(bytes[valueEnd])) {
                valueEnd++;
            }
            assertThat(Bytes.endOfUnquotedValue(bytes, 0, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(valueEnd);
            boolean plain = true;
            for (int i = 0; i < to; i++) {
                plain &= bytes[i] > ' ' && bytes[i] != '&';
            }
            assertThat(Bytes.endOfTagName(bytes, 0, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(tagEnd);
            assertThat(Bytes.endOfAttributeName(bytes, 0, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(attributeEnd);
            assertThat(Bytes.arePlain(bytes, 0, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(plain);
        }
    }

    @Test
    void packsNamesInLowerCaseAndKeepsNulApart() {
        byte[] bytes = Arrays.copyOf("ScRiPt\0Z[@{`".getBytes(StandardCharsets.US_ASCII), 32);
        assertThat(Bytes.pack(bytes, 0, 6)).isEqualTo(0x747069726373L);
        assertThat(Bytes.pack(bytes, 0, 7)).isEqualTo(0xFF747069726373L);
        assertThat(Bytes.pack(bytes, 7, 12)).isEqualTo(0x607B405B7AL);
        assertThat(Bytes.pack(bytes, 3, 3)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Element.class)
    void findsEveryElementByItsName(Element element) {
        byte[] name = Arrays.copyOf(
                element.spelling().toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII), 32);
        int length = element.spelling().length();
        assertThat(Element.of(Bytes.pack(name, 0, length), Bytes.pack(name, 8, length)))
                .isEqualTo(element);
    }

    @ParameterizedTest
    @EnumSource(Attribute.class)
    void findsEveryAttributeByItsName(Attribute attribute) {
        byte[] name = Arrays.copyOf(attribute.spelling().getBytes(StandardCharsets.US_ASCII), 32);
        assertThat(Attribute.of(name, 0, attribute.spelling().length())).isEqualTo(attribute);
    }

    @Test
    void knowsNoLongOrForeignNames() {
        byte[] name = Arrays.copyOf("xlink:hrefxlink:hrefs\u0000".getBytes(StandardCharsets.US_ASCII), 40);
        assertThat(Attribute.of(name, 0, 20)).isEqualTo(Attribute.OTHER);
        assertThat(Attribute.of(name, 0, 9)).isEqualTo(Attribute.OTHER);
        assertThat(Attribute.of(name, 0, 10)).isEqualTo(Attribute.XLINK_HREF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "&amp;&lt;&gt;   | true  | &<>",
                "&amp            | true  | &",
                "&ampx           | true  | &ampx",
                "&ampx           | false | &x",
                "&amp=           | true  | &amp=",
                "&amp=           | false | &=",
                "&notit;         | true  | &notit;",
                "&notit;         | false | \u00ACit;",
                "&notin;         | true  | \u2209",
                "&#65;&#x41&#X4a | true  | AAJ",
                "&#0;&#xD800;    | true  | \uFFFD\uFFFD",
                "&#x110000;      | true  | \uFFFD",
                "&#128;&#x9F;    | true  | \u20AC\u0178",
                "&#99999999999;  | true  | \uFFFD",
                "&#;&#x;&#xg;&   | true  | &#;&#x;&#xg;&",
                "&acE;           | true  | \u223E\u0333",
                "&NoSuchThing;   | true  | &NoSuchThing;",
                "&CounterClockwiseContourIntegral; | true | \u2233",
            })
    void decodesReferences(String text, boolean inAttribute, String expected) {
        assertThat(CharacterReferences.decode(text, inAttribute)).isEqualTo(expected);
    }

    @Test
    void readsTheCandidatesOfSrcset() {
        assertThat(Srcset.addresses(" , a 1x , b\t2x,c,d (1,2) 3x, data:x,y 4x,,e,, "))
                .contains(List.of("a", "b", "c,d", "data:x,y", "e"));
        assertThat(Srcset.addresses("")).contains(List.of());
        assertThat(Srcset.addresses("a, ".repeat(Srcset.CANDIDATES_MAX))).isPresent();
        assertThat(Srcset.addresses("a, ".repeat(Srcset.CANDIDATES_MAX + 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<meta charset=utf-8>                                              | UTF-8        | META",
                "<meta charset='Latin1'>                                           | windows-1252 | META",
                "<META/CHARSET=koi8-r>                                             | KOI8-R       | META",
                "<meta http-equiv=Content-Type content='text/html;charset=sjis'>   | Shift_JIS    | META",
                "<meta content='text/html;charset=sjis'>                           | windows-1252 | ASSUMED",
                "<meta charset=nonsense><meta charset=gbk>                         | GBK          | META",
                "<!-- <meta charset=utf-8> --><meta charset=big5>                  | Big5         | META",
                "<!--><meta charset=utf-8> -->                                     | UTF-8        | META",
                "<a title='<meta charset=utf-8>'>                                  | windows-1252 | ASSUMED",
                "<script>'<meta charset=utf-8>'</script>                           | UTF-8        | META",
                "<meta charset=utf-16>                                             | UTF-8        | META",
                "<meta charset=iso-2022-jp>                                        | ISO-2022-JP  | META",
                "<meta charset=hz-gb-2312>                                         | replacement  | META",
                "<meta charset=utf-8                                               | windows-1252 | ASSUMED",
            })
    void sniffsEncodings(String html, String name, HtmlEncoding.Basis basis) {
        HtmlEncoding found = HtmlEncoding.of(html.getBytes(StandardCharsets.US_ASCII), Optional.empty());
        assertThat(found).isEqualTo(new HtmlEncoding(name, basis));
    }

    @Test
    void prefersByteOrderMarkToHeaderToMeta() {
        byte[] marked = {(byte) 0xFF, (byte) 0xFE, '<', 0};
        assertThat(HtmlEncoding.of(marked, Optional.of("utf-8")).name()).isEqualTo("UTF-16LE");
        byte[] meta = "<meta charset=gbk>".getBytes(StandardCharsets.US_ASCII);
        assertThat(HtmlEncoding.of(meta, Optional.of(" UTF8 ")).name()).isEqualTo("UTF-8");
        assertThat(HtmlEncoding.of(meta, Optional.of("nonsense")).name()).isEqualTo("GBK");
    }

    @Test
    void refusesEncodingsInWhichAsciiBytesMeanSomethingElse() {
        for (String label : List.of("utf-16", "utf-16be", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312")) {
            HtmlEncoding encoding = HtmlEncoding.of(new byte[0], Optional.of(label));
            assertThat(encoding.isRewritable()).as(label).isFalse();
            assertThatThrownBy(() -> new HtmlPage(Rewritten.PAGE.address(), encoding, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String label : List.of("utf-8", "gbk", "gb18030", "big5", "euc-kr", "sjis", "latin1", "x-user-defined")) {
            HtmlEncoding encoding = HtmlEncoding.of(new byte[0], Optional.of(label));
            assertThat(encoding.isRewritable()).as(label).isTrue();
            assertThat(encoding.charset().newEncoder().canEncode('<')).isTrue();
        }
    }

    @Test
    void readsAttributesInTheEncodingOfThePage() {
        // The second byte of this letter in Shift_JIS is a backslash to who reads it as ASCII.
        byte[] html =
                "<img src='//ok.example/\u8868/t.example/a'>".getBytes(java.nio.charset.Charset.forName("windows-31j"));
        HtmlEncoding sjis = HtmlEncoding.of(html, Optional.of("shift_jis"));
        HtmlPage page = new HtmlPage(Rewritten.PAGE.address(), sjis, Optional.empty());
        assertThat(Rewritten.of(page, html, Inserts.NONE).report().gated()).isZero();
    }
}
