package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What browsers make of awkward bytes, each read whole and cut at every byte. Tokens are written as {@code <name
 * a=[value]>}, {@code </name>}, {@code {comment}}, {@code !doctype}, anything else being text; {@code ~} stands for a
 * carriage return and {@code @} for NUL.
 */
class HtmlTokenizerTest {
    private static String read(String input, TextState state, String lastStartTag) {
        byte[] bytes = TokenRecorder.utf8(input.replace('~', '\r').replace('@', '\0'));
        String whole = describe(TokenRecorder.tokens(bytes, state, lastStartTag, new int[0]));
        int[] everywhere = IntStream.range(1, Math.max(1, bytes.length)).toArray();
        assertThat(describe(TokenRecorder.tokens(bytes, state, lastStartTag, everywhere)))
                .as("cut at every byte")
                .isEqualTo(whole);
        return whole;
    }

    private static String describe(List<TokenRecorder.Token> tokens) {
        return tokens.stream().map(HtmlTokenizerTest::describe).collect(Collectors.joining(" "));
    }

    private static String describe(TokenRecorder.Token token) {
        List<Object> parts = token.parts();
        return switch ((String) parts.get(0)) {
            case "StartTag" ->
                '<' + parts.get(1).toString() + attributes(parts.get(2)) + (parts.size() > 3 ? "/>" : ">");
            case "EndTag" -> "</" + parts.get(1) + '>';
            case "Comment" -> "{" + parts.get(1) + '}';
            case "DOCTYPE" -> "!" + parts.get(1);
            default -> parts.get(1).toString();
        };
    }

    private static String attributes(Object attributes) {
        return ((Map<?, ?>) attributes)
                .entrySet().stream()
                        .map(entry -> " " + entry.getKey() + "=[" + entry.getValue() + ']')
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a>                            | <a>",
                "<A HREF=X>                     | <a href=[X]>",
                "<a/>                           | <a/>",
                "<a / b>                        | <a b=[]>",
                "<a b/>                         | <a b=[]/>",
                "<a b=/>                        | <a b=[/]>",
                "<a b='c'd=\"e\"f=g>            | <a b=[c] d=[e] f=[g]>",
                "<a b = c>                      | <a b=[c]>",
                "<a b=>                         | <a b=[]>",
                "<a =b>                         | <a =b=[]>",
                "<a ==b>                        | <a ==[b]>",
                "<a \"b'<c>                     | <a \"b'<c=[]>",
                "<a b=c b=d>                    | <a b=[c]>",
                "<a B=c b=d>                    | <a b=[c]>",
                "<a b='>' c=\"<d>\">            | <a b=[>] c=[<d>]>",
                "<a b='&lt;&amp;&nosuch;&lt'>   | <a b=[<&&nosuch;<]>",
                "<a b='x&ampy&amp=z'>           | <a b=[x&ampy&amp=z]>",
                "<a~b~=~c>                      | <a b=[c]>",
                "<a@b c@=d@>                    | <a\uFFFDb c\uFFFD=[d\uFFFD]>",
                "<a<b>                          | <a<b>",
                "</A b=c>x                      | </a> x",
                "</a/>                          | </a>",
                "<1>                            | <1>",
                "< a>                           | < a>",
                "</>x                           | x",
                "</ a>                          | { a}",
                "</1>x                          | {1} x",
                "<?php echo '>'; ?>             | {?php echo '} '; ?>",
                "<!a>                           | {a}",
                "<!>x                           | {} x",
                "<!-->x                         | {} x",
                "<!--->x                        | {} x",
                "<!---->x                       | {} x",
                "<!--a--!>x                     | {a} x",
                "<!--a--!-->x                   | {a--!} x",
                "<!--a-- >x-->y                 | {a-- >x} y",
                "<!--<!---->x                   | {<!--} x",
                "<!--<!-->x                     | {<!} x",
                "<!---!>x-->                    | {-!>x}",
                "<!-- a -- b --->c              | { a -- b -} c",
                "<!-x-->y                       | {-x--} y",
                "<![CDATA[x]]>y                 | {[CDATA[x]]} y",
                "<!DOCTYPE html>                | !html",
                "<!doctype html public '>'>x    | !html '>x",
                "a<b                            | a",
                "a<b c='                        | a",
                "a<                             | a<",
                "a</                            | a</",
                "a<!                            | a {}",
                "a<!-                           | a {-}",
                "a<!--                          | a {}",
                "a<!--b--                       | a {b}",
                "a<!--b--!                      | a {b}",
                "a<!doc                         | a {doc}",
                "<script>                       | <script>",
            })
    void readsDataAsBrowsersDo(String input, String tokens) {
        assertThat(read(input, TextState.DATA, "")).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RAWTEXT     | style    | a<b></a></style >c   | a<b></a> </style> c",
                "RAWTEXT     | style    | </STYLE/x>c          | </style> c",
                "RAWTEXT     | style    | </styles></style     | </styles></style",
                "RAWTEXT     | style    | <!--</style>-->      | <!-- </style> -->",
                "RAWTEXT     | noscript | </noscrip</noscript> | </noscrip </noscript>",
                "RCDATA      | title    | &lt;b></title>       | <b> </title>",
                "RCDATA      | textarea | <@</textarea~>       | <\uFFFD </textarea>",
                "PLAINTEXT   | x        | </plaintext><a>      | </plaintext><a>",
                "SCRIPT_DATA | script   | a<!b</script>c       | a<!b </script> c",
                "SCRIPT_DATA | script   | <!--</script>c       | <!-- </script> c",
                "SCRIPT_DATA | script   | <!--<script></script>c-->d</script>e   | <!--<script></script>c-->d </script> e",
                "SCRIPT_DATA | script   | <!--<script ></script/></script>e      | <!--<script ></script/> </script> e",
                "SCRIPT_DATA | script   | <!--<scriptx></script>e                | <!--<scriptx> </script> e",
                "SCRIPT_DATA | script   | <!--<script>--></script>e              | <!--<script>--> </script> e",
                "SCRIPT_DATA | script   | <!--><script></script>e                | <!--><script> </script> e",
                "SCRIPT_DATA | script   | <!---><script></script>e               | <!---><script> </script> e",
                "SCRIPT_DATA | script   | <!--<script>-</script>x</script>y      | <!--<script>-</script>x </script> y",
                "SCRIPT_DATA | script   | <!-<script></script>e                  | <!-<script> </script> e",
                "CDATA       | svg      | a]]b]]]>c<d>         | a]]b]c <d>",
                "CDATA       | svg      | a]]                  | a]]",
            })
    void readsRawTextsAsBrowsersDo(TextState state, String lastStartTag, String input, String tokens) {
        assertThat(read(input, state, lastStartTag)).isEqualTo(tokens);
    }
}
