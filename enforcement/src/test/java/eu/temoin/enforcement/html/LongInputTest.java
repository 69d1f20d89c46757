package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is longer than is held passes in parts: judged, never collected. */
class LongInputTest {
    /** Far more than any buffer; two are a hundred megabytes. */
    private static final int LONG = 8_000_000;

    private static final int VERY_LONG = 100_000_000;
    private static final int OVER = HtmlTokenizer.TAG_HELD_MAX * 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img alt='%s'>",
                "<img src='data:image/png;base64,%s'>",
                "<img src='https://t.example/%s'>",
                "<img %s>",
                "<%s>",
                "</%s>",
                "<!--%s-->",
                "<?%s>",
                "<!doctype %s>",
                "<script>%s</script>",
                "<script><!--<script>%s",
                "<style>%s</style>",
                "<noscript>%s</noscript>",
                "<noscript><a title='%s</noscript>",
                "<svg><![CDATA[%s]]></svg>",
                "<video>%s",
                "<iframe srcdoc='%s'></iframe>",
                "<a %s=%s",
                "<img src=%s>",
                "<plaintext>%s",
            })
    void takesManyMegabytesInConstantMemory(String around) {
        passes(around, LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img alt='%s'>", "<!--%s-->"})
    void takesAHundredMegabytesInConstantMemory(String around) {
        passes(around, VERY_LONG);
    }

    private static void passes(String around, int length) {
        String[] parts = around.split("%s", -1);
        long[] largest = new long[1];
        long[] total = new long[1];
        HtmlRewriter rewriter =
                new HtmlRewriter(Rewritten.PAGE, Rewritten.GATES, Rewritten.INSERTS, (bytes, offset, count) -> {
                    largest[0] = Math.max(largest[0], bytes.length);
                    total[0] += count;
                });
        byte[] filling = new byte[64 * 1024];
        Arrays.fill(filling, (byte) 'x');
        long used = usedMemory();
        for (int i = 0; i < parts.length; i++) {
            byte[] part = Rewritten.bytes(parts[i]);
            rewriter.write(part, 0, part.length);
            for (long sent = 0; i < parts.length - 1 && sent < length; sent += filling.length) {
                rewriter.write(filling, 0, filling.length);
            }
        }
        long held = usedMemory() - used;
        rewriter.end();
        assertThat(total[0]).isGreaterThanOrEqualTo(length);
        assertThat(largest[0]).as("buffer").isLessThanOrEqualTo(HtmlTokenizer.TAG_HELD_MAX + 3 * HtmlTokenizer.SLICE);
        assertThat(held).as("bytes held").isLessThan(4_000_000);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<img src='data:%s' srcset='//t.example/a'> | <img src='data:%s' data-temoin-srcset='//t.example/a'>",
                "<img src='data:%s' srcset='/a'>            | <img src='data:%s' srcset='/a'>",
                "<img src='https://t.example/%s'>           | <img data-temoin-src='https://t.example/%s'>",
                "<img src='/%s'>                            | <img data-temoin-src='/%s'>",
                "<img alt='%s' src=//t.example/a>           | <img alt='%s' data-temoin-src=//t.example/a>",
                "<img alt='%s' src=/a>                      | <img alt='%s' src=/a>",
                "<img %s src=//t.example/a>                 | <img %s data-temoin-src=//t.example/a>",
                "<img src=/a%s src=/b>                      | <img data-temoin-src=/a%s src=/b>",
                "<script a=%s src=//t.example/a></script>   | <script a=%s data-temoin-src=//t.example/a></script>",
                "<script a=%s>'<img src=//t.example/>'</script> | <script a=%s>'<img src=//t.example/>'</script>",
                "<link a=%s href=//t.example/a>             | <link a=%s data-temoin-href=//t.example/a>",
                "<iframe a=%s src=//t.example/a></iframe>   | <iframe a=%s data-temoin-src=//t.example/a></iframe>",
                "<svg a=%s /><style><img src=//t.example/></style> | <svg a=%s /><style><img src=//t.example/></style>",
                "<meta a=%s charset=iso-2022-jp>            | <meta a=%s data-temoin-charset=iso-2022-jp>",
                "<body a=%s>x                               | [HEAD]<body a=%s>[BODY]x[END]",
                "<body a=%s                                 | [HEAD]<body a=%s",
            })
    void judgesLongTagsInParts(String html, String expected) {
        String filling = "x".repeat(OVER);
        String input = html.replace("%s", filling);
        for (int cut : new int[] {1, 1000, 4097, 1 << 20}) {
            int[] cuts = IntStream.iterate(cut, c -> c < input.length(), c -> c + Math.max(cut, 997))
                    .toArray();
            assertThat(Rewritten.document(input, cuts).text().replace(filling, "%s"))
                    .as("cut every %d", cut)
                    .isEqualTo(expected);
            assertThat(Rewritten.piecemeal(input, cuts).text().replace(filling, "%s"))
                    .as("cut every %d, piecemeal", cut)
                    .isEqualTo(expected);
        }
    }

    @Test
    void judgesManyAttributesInParts() {
        StringBuilder html = new StringBuilder("<img");
        StringBuilder expected = new StringBuilder("<img");
        for (int i = 0; i < Tag.ATTRIBUTES_MAX * 3; i++) {
            html.append(" a").append(i).append("=1");
            expected.append(" a").append(i).append("=1");
            if (i % 100 == 0) {
                html.append(" src=//t.example/");
                expected.append(" data-temoin-src=//t.example/");
            }
        }
        assertThat(Rewritten.fragment(html + ">").text()).isEqualTo(expected + ">");
    }

    /** A part of a long tag was shown to its last byte, and the rest looked for where that had stood. */
    @Test
    void aLongTagThatWasShownInPartGoesOnInAnotherArray() {
        String attribute = " title=" + "x".repeat(90);
        String filling = attribute.repeat(HtmlTokenizer.TAG_HELD_MAX / attribute.length() * 3);
        String html = "<p>" + "y".repeat(5_000) + "<img" + filling + " src=//t.example/a" + filling + " src=/b>";
        for (int every : new int[] {1_000, 4_099, 16_384, 70_000}) {
            int[] cuts = IntStream.iterate(every, cut -> cut < html.length(), cut -> cut + every)
                    .toArray();
            assertThat(Rewritten.piecemeal(html, cuts).text())
                    .as("cut every %d", every)
                    .isEqualTo(html.replace(" src=//t", " data-temoin-src=//t"));
        }
    }

    @Test
    void losesNoAttributeWhereverThePartsAreCut() {
        String tail = " src=//t.example/a>";
        for (int shift = -40; shift < 10; shift++) {
            String filling = "<img alt=" + "x".repeat(HtmlTokenizer.TAG_HELD_MAX + shift - tail.length());
            for (int step : new int[] {1, 3, 16 * 1024}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                HtmlRewriter rewriter = new HtmlRewriter(Rewritten.PAGE, Rewritten.GATES, Inserts.NONE, out::write);
                byte[] start = Rewritten.bytes(filling);
                rewriter.write(start, 0, start.length);
                byte[] end = Rewritten.bytes(tail);
                for (int i = 0; i < end.length; i += step) {
                    rewriter.write(end, i, Math.min(step, end.length - i));
                }
                rewriter.end();
                assertThat(out.toString(StandardCharsets.US_ASCII))
                        .as("shift %d step %d", shift, step)
                        .isEqualTo(filling + " data-temoin-src=//t.example/a>");
            }
        }
    }

    @Test
    void forgetsOnlyTheOldestOfTooManyOpenElements() {
        String deep = "<div>".repeat(OpenElements.DEPTH_MAX * 4) + "<svg><style><img src=//t.example/></style></svg>"
                + "<style><img src=//t.example/></style>";
        assertThat(Rewritten.fragment(deep).text())
                .endsWith("<svg><style><img data-temoin-src=//t.example/></style></svg>"
                        + "<style><img src=//t.example/></style>");
    }
}
