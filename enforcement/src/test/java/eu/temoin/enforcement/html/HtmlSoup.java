package eu.temoin.enforcement.html;

import java.util.List;
import java.util.Random;

/** Documents that look like HTML, nest as they like and break off anywhere; the same seed gives the same one. */
final class HtmlSoup {
    private static final List<String> LOADS = List.of(
            "<img src=%s>",
            "<img alt='a>b' src='%s'>",
            "<IMG SRC=\"%s\"/>",
            "<img srcset='/a 1x, %s 2x'>",
            "<img x=1 src = %s y>",
            "<img alt=\"x\"src=%s>",
            "<image src=%s>",
            "<script src=%s></script>",
            "<script type=module src='%s'></script>",
            "<iframe src=%s></iframe>",
            "<iframe src=%s width=10>",
            "<link rel=stylesheet href=%s>",
            "<link href='%s' rel='a icon'>",
            "<video src=%s>",
            "<video><source src='%s'></video>",
            "<audio controls src=%s></audio>",
            "<embed src=%s>",
            "<object data=%s>",
            "<input type=image src=%s>",
            "<track src=%s>",
            "<td background=%s>",
            "<svg><image xlink:href='%s'/></svg>",
            "<svg><use href=%s>");

    private static final List<String> ADDRESSES = List.of(
            "//t.example/a",
            "https://t.example/b",
            "&#104;ttps://&#x74;.example/c",
            "/own",
            "own.png",
            "https://ok.example/d",
            "data:image/gif,t.example",
            "//T.example/e");

    private static final List<String> MARKUP = List.of(
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<table>",
            "</table>",
            "<tr><td>",
            "</td>",
            "<ul><li>",
            "</ul>",
            "<!-- ",
            " -->",
            "--!>",
            "<!-->",
            "<!",
            "</",
            "<",
            ">",
            "'",
            "\"",
            "=",
            "/",
            " ",
            "\n",
            "\0",
            "<a href='",
            "<a title=\"",
            "<style>",
            "</style>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<script>",
            "</script>",
            "<script><!--",
            "<script><!--<script>",
            "</iframe>",
            "<svg>",
            "</svg>",
            "<svg><title>",
            "<svg><style>",
            "<svg><foreignObject>",
            "<math><mi>",
            "</math>",
            "<![CDATA[",
            "]]>",
            "<template>",
            "</template>",
            "<form>",
            "</form>",
            "<h1>",
            "</h2>",
            "<br/>",
            "text",
            "&amp;",
            "<?pi ",
            "<!doctype html>",
            "<html>",
            "<head>",
            "</head>",
            "<body>",
            "</body>",
            "</html>",
            "<font color=a>");

    private static final List<String> BOTH_WAYS =
            List.of("<noscript>", "</noscript>", "<select>", "<option>", "</select>");

    private HtmlSoup() {}

    /**
     * @param bothWays whether elements may occur that browsers read in two ways
     * @param everything whether SVG, MathML and escaped scripts may occur, which other parsers than browsers get wrong
     */
    static String of(Random random, boolean bothWays, boolean everything) {
        StringBuilder html = new StringBuilder();
        int pieces = 1 + random.nextInt(30);
        List<String> loads =
                LOADS.stream().filter(l -> everything || !l.startsWith("<svg")).toList();
        List<String> markup = MARKUP.stream()
                .filter(m -> everything || !m.matches("</?(svg|math|script).*|<!\\[CDATA\\["))
                .toList();
        for (int i = 0; i < pieces; i++) {
            int kind = random.nextInt(10);
            if (kind < 4) {
                html.append(any(random, loads).replace("%s", any(random, ADDRESSES)));
            } else if (kind == 4 && bothWays) {
                html.append(any(random, BOTH_WAYS));
            } else {
                html.append(any(random, markup));
            }
        }
        return html.toString();
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
