package eu.temoin.enforcement.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What must hold for every document, tried on thousands of broken ones. */
class RewriterPropertyTest {
    private static final long SEED = 20_261_124;
    private static final int DOCUMENTS = 6_000;

    /** jsoup reads a text that never ends as markup, on purpose. */
    private static final String ENDS = "</title></textarea></style></iframe></script>";

    private static final String PLACEHOLDER =
            " data-temoin-placeholder( name=\"[^\"]*\")?( title=\"[^\"]*\")? srcdoc=\"\\[PLACEHOLDER [^\"]*\"";

    @Test
    void comesOutTheSameHoweverItIsCut() {
        for (int i = 0; i < DOCUMENTS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            String html = HtmlSoup.of(random, true, true);
            int length = Rewritten.bytes(html).length;
            int[] cuts = random.ints(random.nextInt(12), 0, length + 1).sorted().toArray();
            assertThat(Rewritten.document(html, cuts).text())
                    .as("seed %d: %s", seed, html)
                    .isEqualTo(Rewritten.document(html).text());
            assertThat(Rewritten.piecemeal(html, cuts).text())
                    .as("piecemeal, seed %d: %s", seed, html)
                    .isEqualTo(Rewritten.document(html).text());
        }
    }

    @Test
    void onlyEverInserts() {
        for (int i = 0; i < DOCUMENTS; i++) {
            long seed = SEED + i;
            String html = HtmlSoup.of(new Random(seed), false, true);
            String without = Rewritten.document(html)
                    .text()
                    .replaceAll("\\[(HEAD|BODY|END)\\]", "")
                    .replaceAll("<iframe( [a-z]+=\"[^\"]*\")*" + PLACEHOLDER + "></iframe>", "")
                    .replaceAll(PLACEHOLDER, "")
                    .replace(" hidden data-temoin-gated", "")
                    .replace(" type=\"text/plain\"", "")
                    .replace("data-temoin-", "")
                    .replace("temoin-", "");
            assertThat(without).as("seed %d", seed).isEqualTo(html);
        }
    }

    /**
     * Where jsoup reads as browsers do: without SVG and MathML, whose integration points it does not know, without
     * escaped scripts, and in the body, since it reads a noscript in the head as text.
     */
    @Test
    void leavesNothingArmedForAnotherParser() {
        for (int i = 0; i < DOCUMENTS; i++) {
            long seed = SEED + i;
            String html = "<body>" + HtmlSoup.of(new Random(seed), true, false) + ENDS;
            String rewritten = Rewritten.fragment(html).text();
            for (Element element : Jsoup.parse(rewritten).getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertThat(loads(element, attribute.getKey()) && isRefused(attribute.getValue()))
                            .as("seed %d: %s in%n%s%nof%n%s", seed, element.outerHtml(), rewritten, html)
                            .isFalse();
                }
            }
        }
    }

    /** That the check above can fail. */
    @Test
    void findsArmedElementsInWhatWasNotRewritten() {
        Element image =
                Jsoup.parse("<img src=//t.example/a>").getElementsByTag("img").get(0);
        assertThat(loads(image, "src") && isRefused(image.attr("src"))).isTrue();
    }

    private static boolean isRefused(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("//t.example") && !lower.startsWith("data:");
    }

    private static boolean loads(Element element, String attribute) {
        String name = element.normalName();
        return switch (attribute.toLowerCase(Locale.ROOT)) {
            case "src" ->
                List.of("img", "script", "iframe", "video", "audio", "source", "track", "embed")
                                .contains(name)
                        || name.equals("input") && element.attr("type").equals("image");
            case "srcset" -> name.equals("img") || name.equals("source");
            case "href" ->
                List.of("use", "image", "script", "feimage").contains(name)
                        || name.equals("link") && element.attr("rel").matches("stylesheet|a icon");
            case "xlink:href" -> List.of("use", "image", "script", "feimage").contains(name);
            case "data" -> name.equals("object");
            case "background" -> name.equals("td");
            default -> false;
        };
    }
}
