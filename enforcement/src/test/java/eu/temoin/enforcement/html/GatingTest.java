package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatingTest {
    private static String rewritten(String html) {
        String whole = Rewritten.fragment(html).text();
        int[] everywhere = IntStream.range(0, Rewritten.bytes(html).length).toArray();
        assertThat(Rewritten.fragment(html, everywhere).text())
                .as("cut at every byte")
                .isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=/a.png><img src=b.png><img src=//ok.example/c.png>",
                "<script src=https://ok.example/a.js></script>",
                "<img src='data:image/gif;base64,R0lGOD'>",
                "<img src=' \tDATA:image/gif,x'>",
                "<iframe src=about:blank></iframe><iframe src='javascript:void 0'></iframe>",
                "<iframe src=''></iframe><iframe src></iframe><iframe></iframe>",
                "<img src=blob:https://t.example/1>",
                "<a href=https://t.example/>link</a><form action=//t.example></form>",
                "<link rel=canonical href=https://t.example/><link href=//t.example/a.css>",
                "<input type=text src=//t.example/a.png>",
                "<svg><use href=#a></use><use xlink:href='#b'/></svg>",
                "<script>document.write('<img src=//t.example/>')</script>",
                "<style><img src=//t.example/></style>",
                "<textarea><img src=//t.example/></textarea>",
                "<title><img src=//t.example/></title>",
                "<!-- <img src=//t.example/> -->",
                "<iframe><img src=//t.example/></iframe>",
                "<meta http-equiv=refresh content='0;url=https://t.example/'>",
                "<a title='<img src=//t.example/>'>x</a>",
                "<img data-src=//t.example/a.png>",
                "<img src=/a.png srcset='/a.png 1x, /b.png 2x,/c.png 3x'>",
                "<video src=/v.mp4 poster=/p.png></video>",
                "<iframe srcdoc='<img src=/a.png>'></iframe>",
                "<template><col><td></template>",
                "<plaintext><img src=//t.example/>",
                "<div style='background:url(//t.example/a.png)'>",
                "<script type=importmap>{\"imports\":{\"a\":\"//t.example/a.js\"}}</script>",
            })
    void leavesAsItCame(String html) {
        assertThat(rewritten(html)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<img src=//t.example/a> | <img data-temoin-src=//t.example/a>",
                "<IMG ALT=''SRC='//t.example/a'> | <IMG ALT=''data-temoin-SRC='//t.example/a'>",
                "<img src = \"https://T.EXAMPLE/a\"/> | <img data-temoin-src = \"https://T.EXAMPLE/a\"/>",
                "<img src='&#47&sol;t.example&period;org'> | <img data-temoin-src='&#47&sol;t.example&period;org'>",
                "<img src='\\\\t.example/a'> | <img data-temoin-src='\\\\t.example/a'>",
                "<img src='https:t.example'> | <img src='https:t.example'>",
                "<img src='http:t.example'> | <img data-temoin-src='http:t.example'>",
                "<img src='https:/\\t.example'> | <img data-temoin-src='https:/\\t.example'>",
                "<img src='ht&Tab;tps:/&NewLine;/t.example'> | <img data-temoin-src='ht&Tab;tps:/&NewLine;/t.example'>",
                "<img src=//t.example/a src=/b> | <img data-temoin-src=//t.example/a src=/b>",
                "<img src=/b src=//t.example/a> | <img src=/b data-temoin-src=//t.example/a>",
                "<img src=/b srcset='/a 1x, //t.example/b 2x'> | <img src=/b data-temoin-srcset='/a 1x, //t.example/b 2x'>",
                "<img src=//ok.example.t.example> | <img data-temoin-src=//ok.example.t.example>",
                "<img src=//ok.example@t.example/> | <img data-temoin-src=//ok.example@t.example/>",
                "<img src=//ok.example:8443/> | <img src=//ok.example:8443/>",
                "<img src=//ok.example:99999/> | <img data-temoin-src=//ok.example:99999/>",
                "<script src=/taken-back.js></script> | <script type=\"text/plain\" data-temoin-src=/taken-back.js></script>",
                "<script src=/x/../%74aken-back.js?a></script> | <script type=\"text/plain\" data-temoin-src=/x/../%74aken-back.js?a></script>",
                "<script type=module src=//t.example/a.js>x()</script> | <script type=\"text/plain\" data-temoin-type=module data-temoin-src=//t.example/a.js>x()</script>",
                "<script/src=//t.example/a.js></script> | <script type=\"text/plain\"/data-temoin-src=//t.example/a.js></script>",
                "<link rel=search href=//t.example/osdd.xml> | <link rel=search data-temoin-href=//t.example/osdd.xml>",
                "<link rel='alternate StyleSheet' href=//t.example/a.css> | <link rel='alternate StyleSheet' data-temoin-href=//t.example/a.css>",
                "<link href=//t.example rel=preconnect> | <link data-temoin-href=//t.example rel=preconnect>",
                "<link rel=preload as=image imagesrcset='//t.example/a 1x'> | <link rel=preload as=image data-temoin-imagesrcset='//t.example/a 1x'>",
                "<input type=IMAGE src=//t.example/a> | <input type=IMAGE data-temoin-src=//t.example/a>",
                "<audio src=//t.example/a></audio> | <audio data-temoin-src=//t.example/a></audio>",
                "<video><track src=//t.example/a></video> | <video><track data-temoin-src=//t.example/a></video>",
                "<picture><source srcset=//t.example/a><img src=/a></picture> | <picture><source data-temoin-srcset=//t.example/a><img src=/a></picture>",
                "<svg><image href=//t.example/a /><use xlink:href='//t.example/s#i'/></svg> | <svg><image data-temoin-href=//t.example/a /><use data-temoin-xlink:href='//t.example/s#i'/></svg>",
                "<svg><feImage href=//t.example/a /></svg> | <svg><feImage data-temoin-href=//t.example/a /></svg>",
                "<svg><script href=//t.example/a></script></svg> | <svg><script type=\"text/plain\" data-temoin-href=//t.example/a></script></svg>",
                "<image src=//t.example/a> | <image data-temoin-src=//t.example/a>",
                "<body background=//t.example/a><td background=//t.example/b> | <body data-temoin-background=//t.example/a><td data-temoin-background=//t.example/b>",
                "<a ping='/a //t.example/b' href=/x> | <a data-temoin-ping='/a //t.example/b' href=/x>",
                "<frame src=//t.example/a> | <frame data-temoin-src=//t.example/a>",
                "<base href=//t.example/x/><img src=a> | <base href=//t.example/x/><img data-temoin-src=a>",
                "<base href=//ok.example/><base href=//t.example/><img src=a> | <base href=//ok.example/><base href=//t.example/><img src=a>",
                "<img src=//2130706433/> | <img data-temoin-src=//2130706433/>",
                "<img src='//str\u00e4\u00df.example/'> | <img data-temoin-src='//str\u00e4\u00df.example/'>",
                "<template><img src=//t.example/></template> | <template><img data-temoin-src=//t.example/></template>",
            })
    void disarmsByInsertion(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<iframe src=//t.example/a width=560 height=315 title='A &amp; B'></iframe> | <iframe data-temoin-placeholder name=\"temoin.1\" srcdoc=\"[PLACEHOLDER iframe t.example A &amp; B at temoin.1]\" data-temoin-src=//t.example/a width=560 height=315 title='A &amp; B'></iframe>",
                "<iframe class=film id=f sandbox=allow-scripts src=//t.example/a style='width:100%'></iframe> | <iframe data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER iframe t.example at f]\" class=film id=f data-temoin-sandbox=allow-scripts data-temoin-src=//t.example/a style='width:100%'></iframe>",
                "<iframe src=//t.example/a></iframe><iframe src=/own></iframe><iframe src=//t.example/b></iframe> | <iframe data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER iframe t.example at temoin.1]\" data-temoin-src=//t.example/a></iframe><iframe src=/own></iframe><iframe data-temoin-placeholder name=\"temoin.3\" title=\"NAME\" srcdoc=\"[PLACEHOLDER iframe t.example at temoin.3]\" data-temoin-src=//t.example/b></iframe>",
                "<iframe src=//t.example/a width=0 height=0></iframe> | <iframe data-temoin-src=//t.example/a width=0 height=0></iframe>",
                "<iframe src=//t.example/a width=1 height=1></iframe> | <iframe data-temoin-src=//t.example/a width=1 height=1></iframe>",
                "<iframe src=//t.example/a style='display: none'></iframe> | <iframe data-temoin-src=//t.example/a style='display: none'></iframe>",
                "<iframe hidden src=//t.example/a></iframe> | <iframe hidden data-temoin-src=//t.example/a></iframe>",
                "<iframe name=n title=T src=//t.example/a></iframe> | <iframe data-temoin-placeholder srcdoc=\"[PLACEHOLDER iframe t.example T at temoin.1]\" name=n title=T data-temoin-src=//t.example/a></iframe>",
                "<iframe sandbox src=/own></iframe> | <iframe sandbox src=/own></iframe>",
                "<video src=//t.example/a poster=//t.example/b></video> | <iframe frameborder=\"0\" data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER video t.example at temoin.1]\"></iframe><video hidden data-temoin-gated data-temoin-src=//t.example/a data-temoin-poster=//t.example/b></video>",
                "<video src=/a poster=//t.example/b></video> | <video src=/a data-temoin-poster=//t.example/b></video>",
                "<video class='a \"b\"' style='max-width:9em' width=640 title=T> <source src=//t.example/a></video> | <iframe class=\"a &quot;b&quot;\" style=\"max-width:9em\" width=\"640\" height=\"360\" frameborder=\"0\" data-temoin-placeholder name=\"temoin.1\" title=\"T\" srcdoc=\"[PLACEHOLDER video t.example T at temoin.1]\"></iframe><video hidden data-temoin-gated class='a \"b\"' style='max-width:9em' width=640 title=T> <source data-temoin-src=//t.example/a></video>",
                "<video width=50% height=20 src=//t.example/a></video> | <iframe width=\"50%\" height=\"20\" frameborder=\"0\" data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER video t.example at temoin.1]\"></iframe><video hidden data-temoin-gated width=50% height=20 data-temoin-src=//t.example/a></video>",
                "<video><source src=/a><source src=//t.example/a></video> | <video><source src=/a><source data-temoin-src=//t.example/a></video>",
                "<video>x<source src=//t.example/a></video> | <video>x<source data-temoin-src=//t.example/a></video>",
                "<audio controls src=//t.example/a></audio> | <iframe height=\"54\" frameborder=\"0\" data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER audio t.example at temoin.1]\"></iframe><audio hidden data-temoin-gated controls data-temoin-src=//t.example/a></audio>",
                "<object data=//t.example/a><embed src=//t.example/a></object> | <iframe frameborder=\"0\" data-temoin-placeholder name=\"temoin.1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER object t.example at temoin.1]\"></iframe><object hidden data-temoin-gated data-temoin-data=//t.example/a><iframe frameborder=\"0\" data-temoin-placeholder name=\"temoin.2\" title=\"NAME\" srcdoc=\"[PLACEHOLDER embed t.example at temoin.2]\"></iframe><embed hidden data-temoin-gated data-temoin-src=//t.example/a></object>",
                "<noscript><iframe src=//t.example/a width=9></iframe></noscript> | <noscript><iframe data-temoin-placeholder name=\"temoin.n1\" title=\"NAME\" srcdoc=\"[PLACEHOLDER iframe t.example at temoin.n1]\" data-temoin-src=//t.example/a width=9></iframe></noscript>",
            })
    void putsAPlaceholderWhereSomethingWasVisible(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<noscript><img src=//t.example/></noscript> | <noscript><img data-temoin-src=//t.example/></noscript>",
                "<noscript><!-- </noscript><img src=//t.example/>--> | <noscript><!-- --></noscript><img data-temoin-src=//t.example/>-->",
                "<noscript><a title='</noscript><img src=//t.example/> | <noscript><a title=''></noscript><img data-temoin-src=//t.example/>",
                "<noscript><a title=\"</noscript><img src=//t.example/> | <noscript><a title=\"\"></noscript><img data-temoin-src=//t.example/>",
                "<noscript><img src=//t.example/</noscript><img src=//t.example/> | <noscript><img data-temoin-src=//t.example/></noscript><img data-temoin-src=//t.example/>",
                "<noscript><style></noscript><img src=//t.example/> | <noscript><style></style></noscript><img data-temoin-src=//t.example/>",
                "<noscript><iframe></noscript><img src=//t.example/> | <noscript><iframe></iframe></noscript><img data-temoin-src=//t.example/>",
                "<noscript><script><!--<script></noscript><img src=//t.example/> | <noscript><script><!--<script></script></script></noscript><img data-temoin-src=//t.example/>",
                "<noscript><svg><![CDATA[</noscript><img src=//t.example/> | <noscript><svg><![CDATA[]]></noscript><img data-temoin-src=//t.example/>",
                "<noscript></</noscript><img src=//t.example/> | <noscript></></noscript><img data-temoin-src=//t.example/>",
                "<noscript><plaintext></noscript><img src=//t.example/> | <noscript><temoin-plaintext></noscript><img data-temoin-src=//t.example/>",
                "<noscript><base href=//t.example/></noscript><img src=a> | <noscript><base href=//t.example/></noscript><img src=a>",
            })
    void readsNoscriptBothWays(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<select><style></select><img src=//t.example/></style> | <select><temoin-style></select><img data-temoin-src=//t.example/></style>",
                "<select><option><title><img src=//t.example/></title></select><style></style> | <select><option><temoin-title><img data-temoin-src=//t.example/></title></select><style></style>",
                "<select><svg><style></select><img src=//t.example/> | <select><temoin-svg><temoin-style></select><img data-temoin-src=//t.example/>",
                "<select><script>'<img src=//t.example/>'</script></select> | <select><script>'<img src=//t.example/>'</script></select>",
                "<frameset><title><frame src=//t.example/></title> | <frameset><temoin-title><frame data-temoin-src=//t.example/></title>",
                "<frameset><noframes><img src=//t.example/></noframes></frameset> | <frameset><noframes><img src=//t.example/></noframes></frameset>",
                "x<frameset><title><img src=//t.example/></title> | x<temoin-frameset><title><img src=//t.example/></title>",
            })
    void renamesWhatBrowsersReadInTwoWays(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<svg><style><img src=//t.example/></style> | <svg><style><img data-temoin-src=//t.example/></style>",
                "<svg><title><img src=//t.example/></title></svg> | <svg><title><img data-temoin-src=//t.example/></title></svg>",
                "<svg><![CDATA[<img src=//t.example/>]]></svg> | <svg><![CDATA[<img src=//t.example/>]]></svg>",
                "<p><![CDATA[<img src=//t.example/>]]> | <p><![CDATA[<img src=//t.example/>]]>",
                "<svg><foreignObject><style><img src=//t.example/></style></foreignObject></svg> | <svg><foreignObject><style><img src=//t.example/></style></foreignObject></svg>",
                "<svg></svg><style><img src=//t.example/></style> | <svg></svg><style><img src=//t.example/></style>",
                "<svg/><style><img src=//t.example/></style> | <svg/><style><img src=//t.example/></style>",
                "<svg><g></svg><style><img src=//t.example/></style> | <svg><g></svg><style><img src=//t.example/></style>",
                "<div><svg></div><style><img src=//t.example/></style> | <div><svg></div><style><img src=//t.example/></style>",
                "<svg><p></p><style><img src=//t.example/></style> | <svg><p></p><style><img src=//t.example/></style>",
                "<svg></p><style><img src=//t.example/></style> | <svg></p><style><img src=//t.example/></style>",
                "<svg><font><style><img src=//t.example/></style> | <svg><font><style><img data-temoin-src=//t.example/></style>",
                "<svg><font color=red><style><img src=//t.example/></style> | <svg><font color=red><style><img src=//t.example/></style>",
                "<math><mi><style><img src=//t.example/></style> | <math><mi><style><img src=//t.example/></style>",
                "<math><annotation-xml encoding=text/html><style><img src=//t.example/></style> | <math><annotation-xml encoding=text/html><style><img src=//t.example/></style>",
                "<math><annotation-xml><style><img src=//t.example/></style> | <math><annotation-xml><style><img data-temoin-src=//t.example/></style>",
                "<table><tr><td><svg></div></td></tr></table><style><img src=//t.example/></style> | <table><tr><td><svg></div></td></tr></table><style><img src=//t.example/></style>",
                "<b><svg></b><style><img src=//t.example/></style> | <b><svg></b><style><img src=//t.example/></style>",
            })
    void knowsForeignContent(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    /** An id longer than is told leads nowhere. */
    @Test
    void tellsNoIdThatIsTooLong() {
        String id = "i".repeat(Gated.ANCHOR_LENGTH_MAX + 1);
        assertThat(rewritten("<iframe id=" + id + " src=//t.example/a></iframe>"))
                .contains("[PLACEHOLDER iframe t.example at ]");
    }

    /** Between an escaped quote and an encoding that is not UTF-8, nothing of a placeholder may leave its attribute. */
    @Test
    void aPlaceholderStaysInItsAttribute() {
        assertThat(rewritten("<iframe title='\"&gt;&lt;script&gt;\u20ac' src=//t.example/a></iframe>"))
                .contains("srcdoc=\"[PLACEHOLDER iframe t.example &quot;><script>&#8364; at temoin.1]\"");
    }

    @Test
    void takesNoDocumentThatWouldLeaveItsAttribute() {
        assertThatThrownBy(() -> new Placeholder("NAME", "<p class=\"x\">")).hasMessageContaining("ends its attribute");
    }

    @Test
    void rewritesSrcdocIntoANewAttribute() {
        assertThat(rewritten("<iframe srcdoc='&lt;img src=//t.example/&gt; &amp; \u00e9'></iframe>"))
                .isEqualTo("<iframe srcdoc=\"<img data-temoin-src=//t.example/> &amp; &#233;\" "
                        + "data-temoin-srcdoc='&lt;img src=//t.example/&gt; &amp; \u00e9'></iframe>");
    }

    @Test
    void disarmsDocumentsThatStandTooDeep() {
        String html = "<img src=/a>";
        for (int i = 0; i < SrcdocRewriter.NESTED_MAX + 1; i++) {
            html = "<iframe srcdoc=\"" + html.replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
        }
        assertThat(rewritten(html)).contains("data-temoin-srcdoc");
    }

    @Test
    void readsTheRelativeAddressesOfSrcdocFromTheBaseOfThePage() {
        assertThat(rewritten("<base href=//t.example/><iframe srcdoc='<img src=a>'></iframe>"))
                .contains("srcdoc=\"<img data-temoin-src=a>\"");
    }

    @Test
    void disarmsAMetaThatAsksForAnEncodingOfEscapes() {
        assertThat(rewritten("<meta charset=iso-2022-jp>")).isEqualTo("<meta data-temoin-charset=iso-2022-jp>");
        assertThat(rewritten("<meta http-equiv=content-type content='text/html; charset=csISO2022JP'>"))
                .isEqualTo("<meta data-temoin-http-equiv=content-type "
                        + "data-temoin-content='text/html; charset=csISO2022JP'>");
    }

    @Test
    void countsWhatItDid() {
        RewriteReport report = Rewritten.fragment("<img src=//t.example/><select><style></select>"
                        + "<noscript><iframe src=//t.example/></iframe></noscript>")
                .report();
        assertThat(report.gated()).isEqualTo(2);
        assertThat(report.placeholders()).isEqualTo(1);
        assertThat(report.neutralised()).isEqualTo(1);
        assertThat(report.isFullDocument()).isFalse();
    }

    /** Chromium fetched what such rules name before any consent, and no policy stops it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "speculationrules",
                "' SpeculationRules\t'",
                "\"speculation&#114;ules\"",
                "speculationrules src=/a.json"
            })
    void speculationRulesAreMadeInert(String type) {
        assertThat(rewritten("<script type=" + type + ">{\"prefetch\":[{\"urls\":[\"//t.example\"]}]}</script>"))
                .startsWith("<script type=\"text/plain\" data-temoin-type=" + type + ">{");
    }
}
