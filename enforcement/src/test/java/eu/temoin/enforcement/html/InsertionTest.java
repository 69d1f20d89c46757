package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertionTest {
    private static String rewritten(String html) {
        String whole = Rewritten.document(html).text();
        int[] everywhere = IntStream.range(0, Rewritten.bytes(html).length).toArray();
        assertThat(Rewritten.document(html, everywhere).text())
                .as("cut at every byte")
                .isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!doctype html><html><head><title>t</title></head><body class=a><p>x</body></html> | <!doctype html><html><head>[HEAD]<title>t</title></head><body class=a>[BODY]<p>x[END]</body></html>",
                "<!doctype html><title>t</title><p>x | <!doctype html>[HEAD]<title>t</title>[BODY]<p>x[END]",
                "<!doctype html> <!-- c --> text | <!doctype html> <!-- c --> [HEAD][BODY]text[END]",
                "<html><body>x | <html>[HEAD]<body>[BODY]x[END]",
                "<head></head>x | <head>[HEAD]</head>[BODY]x[END]",
                "</head><p>x<html> | </head><p>x<html>[HEAD][BODY][END]",
                "<!doctype html></head><p>x | <!doctype html>[HEAD]</head>[BODY]<p>x[END]",
                "<body>x</body>y</body> | [HEAD]<body>[BODY]x[END]</body>y</body>",
                "<body>x</html> | [HEAD]<body>[BODY]x[END]</html>",
                "<!doctype html></body>x | <!doctype html>[HEAD][BODY][END]</body>x",
                "<!doctype html> | <!doctype html>[HEAD][BODY][END]",
                "<div>fragment</div> | <div>fragment</div>",
                "{\"json\": \"<p>\"} | {\"json\": \"<p>\"}",
                "Warning: x<!doctype html><html><head><title>t</title></head><body>y</body> | Warning: x<!doctype html><html><head>[HEAD]<title>t</title></head><body>[BODY]y[END]</body>",
                "<html><head><script>'<body></body>'</script></head><body>x | <html><head>[HEAD]<script>'<body></body>'</script></head><body>[BODY]x[END]",
                "<body><script>'</body>'</script></body> | [HEAD]<body>[BODY]<script>'</body>'</script>[END]</body>",
                "<body><!-- </body> --><textarea></body></textarea></body> | [HEAD]<body>[BODY]<!-- </body> --><textarea></body></textarea>[END]</body>",
                "<body><template><p></body></template>x</body> | [HEAD]<body>[BODY]<template><p></body></template>x[END]</body>",
                "<head><template><p>x</p></template><title>t</title></head><body>x | <head>[HEAD]<template><p>x</p></template><title>t</title></head><body>[BODY]x[END]",
                "<body><svg><title></body> | [HEAD]<body>[BODY]<svg><title></body>[END]",
                "<body><template>x | [HEAD]<body>[BODY]<template>x",
                "<body><script>x | [HEAD]<body>[BODY]<script>x",
                "<body><!-- x | [HEAD]<body>[BODY]<!-- x",
                "<body>x<a title='y | [HEAD]<body>[BODY]x[END]<a title='y",
                "<body>x</ | [HEAD]<body>[BODY]x[END]</",
                "<body>x<!-- temoin:centre -->y</body> | [HEAD]<body>[BODY]x<!-- temoin:centre -->[END]y</body>",
                "<body>x<!-- temoin:other -->y</body> | [HEAD]<body>[BODY]x<!-- temoin:other -->y[END]</body>",
                "<body><a href=/.temoin/centre?a#b>c</a></body> | [HEAD]<body>[BODY]<a href=/.temoin/centre?a#b>c</a></body>",
                "<body><a href=https://site.example/.temoin/centre>c</a></body> | [HEAD]<body>[BODY]<a href=https://site.example/.temoin/centre>c</a></body>",
                "<body><a href=https://t.example/.temoin/centre>c</a></body> | [HEAD]<body>[BODY]<a href=https://t.example/.temoin/centre>c</a>[END]</body>",
                "<body><a href=/.temoin/centres>c</a></body> | [HEAD]<body>[BODY]<a href=/.temoin/centres>c</a>[END]</body>",
                "<html><head></head><frameset><frame src=/a></frameset></html> | <html><head>[HEAD]</head><frameset><frame src=/a></frameset></html>",
                "<html><frameset><frame src=/a></frameset></html> | <html><frameset><frame src=/a></frameset></html>",
                "<!doctype html><noscript><p>x</noscript><title>t</title>y | <!doctype html>[HEAD]<noscript><p>x</noscript><title>t</title>[BODY]y[END]",
                "<!doctype html><svg></svg> | <!doctype html>[HEAD][BODY]<svg></svg>[END]",
            })
    void standsWhereTheDocumentTakesIt(String html, String expected) {
        assertThat(rewritten(html)).isEqualTo(expected);
    }

    @Test
    void leavesWhiteSpaceBetweenHeadAndBodyWhereItStands() {
        assertThat(rewritten("<head></head>\n<body background=//t.example/a>x"))
                .isEqualTo("<head>[HEAD]</head>\n<body data-temoin-background=//t.example/a>[BODY]x[END]");
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(rewritten("\uFEFF<!doctype html><p>x")).isEqualTo("\uFEFF<!doctype html>[HEAD][BODY]<p>x[END]");
    }

    @Test
    void reportsWhatItInserted() {
        RewriteReport whole = Rewritten.document("<!doctype html><body>x").report();
        assertThat(whole.isFullDocument()).isTrue();
        assertThat(whole.headInserted()).isTrue();
        assertThat(whole.bodyInserted()).isTrue();
        assertThat(whole.endInserted()).isTrue();
        RewriteReport linked =
                Rewritten.document("<body><a href=/.temoin/centre>").report();
        assertThat(linked.linksToCentre()).isTrue();
        assertThat(linked.endInserted()).isFalse();
        assertThat(Rewritten.document("<frameset>").report().isFrameset()).isTrue();
        assertThat(Rewritten.document("<p>x").report().isFullDocument()).isFalse();
    }
}
