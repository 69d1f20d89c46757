package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in pages that are not ours. */
class InsertionsTest {
    /** Banner, styles and script as they cross the network; brotli makes it smaller still. */
    private static final int DEFLATED_BYTES_MAX = 4_600;

    /** Of the script that measures, before a server in front compresses it. */
    private static final int MEASURING_BYTES_MAX = 4_000;

    @TempDir
    private Path folder;

    private Visit visit;
    private Insertions insertions;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
        insertions = visit.centre.insertions();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private String head(Optional<String> nonce) {
        return new String(insertions.head(visit.decision(), "fr", nonce, false), StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void theFirstLayerSaysAllThatTheLawAsks() {
        Document banner = visit.banner();
        String text = banner.text();
        assertThat(text)
                .contains("La Borne SAS")
                .contains("3 partenaires")
                .contains("Mesure d’audience : Savoir d’où viennent les visites et ce qui plaît.")
                .contains("Fonctionnalités :")
                .contains("Vidéos et médias :")
                .contains("Accepter le permet pendant 6 mois.")
                .contains("Refuser n’empêche pas d’utiliser le site")
                .contains("les vidéos restent masquées")
                .contains("Vous changez d’avis quand vous voulez, par « Gérer mes cookies »");
        // The purposes come before the choice.
        assertThat(text.indexOf("Vidéos et médias")).isLessThan(text.indexOf("Tout refuser"));
        assertThat(banner.expectFirst("a[href*=policy]").attr("href")).endsWith("#partners");
    }

    @Test
    void theBannerIsALabelledDialogInTheLightDom() {
        Element banner = visit.banner().expectFirst("#temoin");
        assertThat(banner.attr("role")).isEqualTo("dialog");
        assertThat(banner.hasAttr("aria-modal")).isFalse();
        assertThat(banner.attr("lang")).isEqualTo("fr");
        assertThat(banner.expectFirst("#" + banner.attr("aria-labelledby")).text())
                .isEqualTo("Cookies : votre choix");
        assertThat(banner.select("input[type=radio][value=1][checked]")).isEmpty();
        assertThat(banner.select("input[type=radio][value=0][checked]")).hasSize(3);
    }

    @Test
    void refusingIsTheSecondTabStop() {
        List<Element> stops = visit.banner().select("a[href], button, summary, input:not([type=hidden])");
        assertThat(stops.get(1).attr("value")).isEqualTo("refuse");
    }

    @Test
    void nothingIsAskedOnceItWasAnswered() {
        assertThat(head(Optional.empty())).contains(Assets.BANNER_STYLE.text());
        visit.post(Visit.form(visit.banner(), "refuse"));
        assertThat(insertions.opening(visit.decision(), "fr", "/")).isEmpty();
        assertThat(head(Optional.empty())).doesNotContain(Assets.BANNER_STYLE.text());
    }

    @Test
    void theTagsAreConstantAndTheirHashesTrue() {
        for (InlineTag tag : insertions.tags()) {
            byte[] hash = Sha256.of(tag.text().getBytes(StandardCharsets.UTF_8));
            assertThat(tag.sha256()).isEqualTo(Base64.getEncoder().encodeToString(hash));
            assertThat(tag.text()).doesNotContain("</");
        }
        String before = head(Optional.empty());
        insertions.tags().stream()
                .filter(tag -> !tag.equals(Assets.PLACEHOLDER_STYLE) && !tag.equals(Assets.ASKING_SCRIPT))
                .forEach(tag -> assertThat(before).contains('>' + tag.text() + "</"));
        visit.save("audience", "function");
        assertThat(head(Optional.empty())).contains('>' + Assets.SCRIPT.text() + "</script>");
        assertThat(text(insertions.opening(visit.decision(), "fr", "/"))).doesNotContain("style=", "<style", "<script");
    }

    @Test
    void everyTagTakesTheNonceOfTheResponse() {
        String head = head(Optional.of("r4nd\"0m"));
        Document page = Jsoup.parse("<head>" + head);
        assertThat(page.select("script, style"))
                .hasSize(3)
                .allMatch(tag -> tag.attr("nonce").equals("r4nd\"0m"));
        assertThat(Jsoup.parse("<head>" + head(Optional.empty())).select("[nonce]"))
                .isEmpty();
    }

    @Test
    void theScriptIsToldWhichKeysMayStay() {
        assertThat(keys()).isEqualTo("llb.display llb.aud.*");
        visit.save("function");
        assertThat(keys()).isEqualTo("Llb.display llb.aud.*");
    }

    private String keys() {
        return Jsoup.parse("<head>" + head(Optional.empty()))
                .expectFirst("script")
                .attr("data-keys");
    }

    @Test
    void theLinkToTheCentreKnowsThePage() {
        Document link = Jsoup.parse(text(insertions.closing(visit.decision(), "en", "/jeux?a=b&c", List.of())));
        Element first = link.expectFirst("#temoin-c a");
        assertThat(first.text()).isEqualTo("Manage my cookies");
        assertThat(first.attr("href")).isEqualTo("/.temoin/centre?lang=en&back=%2Fjeux%3Fa%3Db%26c");
        String home = text(insertions.closing(visit.decision(), "de", "//evil.example", List.of()));
        assertThat(Jsoup.parse(home).expectFirst("a").attr("href")).isEqualTo("/.temoin/centre?lang=fr");
    }

    @Test
    void aPlaceholderNamesWhoItIsFromAndWhatLoadingSends() {
        Document page = placeholder(new Gated(provider("lanterne"), "video", "Fissure <b>", "film", true));
        assertThat(page.text())
                .contains("Vidéo de Lanterne")
                .contains("« Fissure <b> ».")
                .contains(
                        "La charger transmet votre adresse IP à Lanterne (France), qui peut déposer ln_view (30 jours)")
                .contains("Charger une fois")
                .contains("Toujours autoriser Lanterne");
        assertThat(page.title()).isEqualTo("Vidéo de Lanterne");
        assertThat(page.select("a").eachAttr("href")).contains("https://lanterne.example/privacy");
        assertThat(page.select("[style], img, script, link, iframe")).isEmpty();
        assertThat(page.select("form, a")).allMatch(one -> one.attr("target").equals("_top"));
        assertThat(page.select("button").eachAttr("value")).containsExactly("once", "always");
        assertThat(page.expectFirst("input[name=at]").attr("value")).isEqualTo("film");
        assertThat(placeholder(new Gated(provider("relief"), "iframe", "", "", true))
                        .text())
                .contains("Contenu de Relief")
                .contains("Le charger transmet")
                .contains("qui ne dépose rien de déclaré");
    }

    /** The site that serves a provider's content itself is asked for it by requests that name no page. */
    @Test
    void whatTheSiteServesItselfIsNotLoadedOnce() {
        Document page = placeholder(new Gated(provider("lanterne"), "iframe", "", "film", false));
        assertThat(page.select("button").eachAttr("value")).containsExactly("always");
    }

    /** Whatever stands around the frame could lead the hand to a button in it: so there is none. */
    @Test
    void inAPageThatIsFramedNothingIsChosenBesideAPageOfOurs() {
        Gated gated = new Gated(provider("lanterne"), "iframe", "", "film", true);
        Document page =
                Visit.document(insertions.placeholder(visit.decision(), "en", "/jeux", true, Optional.empty(), gated));
        assertThat(page.select("form, button, input")).isEmpty();
        assertThat(page.select("a")).allMatch(one -> one.attr("target").equals("_top"));
        assertThat(page.expectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(page.expectFirst("a.b").attr("href"))
                .isEqualTo("/.temoin/load?lang=en&provider=lanterne&shows=content&back=%2Fjeux&at=film");
    }

    /** Of any page: whatever its encoding, and whatever its own title holds, the document stays in its attribute. */
    @Test
    void aPlaceholderIsTheValueOfAnAttributeInAscii() {
        Gated gated = new Gated(provider("lanterne"), "iframe", "« \"Été\" » & <b>", "a\"b", true);
        Placeholder made =
                insertions.placeholder(visit.decision(), "fr", "/jeux?a=b&c='", false, Optional.of("n\"1"), gated);
        assertThat(made.document()).isASCII().doesNotContain("\"");
        Document page = Visit.document(made);
        assertThat(page.text()).contains("« \"Été\" » & <b>");
        assertThat(page.expectFirst("input[name=at]").attr("value")).isEqualTo("a\"b");
        assertThat(page.expectFirst("input[name=back]").attr("value")).isEqualTo("/jeux?a=b&c='");
        assertThat(page.expectFirst("style").attr("nonce")).isEqualTo("n\"1");
    }

    @Test
    void thePlaceholdersStyleIsOneOfTheTags() {
        Gated gated = new Gated(provider("lanterne"), "iframe", "", "film", true);
        Document page = Visit.document(
                insertions.placeholder(visit.decision(), "fr", "/jeux", false, Optional.of("r4nd\"0m"), gated));
        Element style = page.expectFirst("style");
        assertThat(style.attr("nonce")).isEqualTo("r4nd\"0m");
        assertThat(insertions.tags()).extracting(InlineTag::text).contains(style.data());
    }

    @Test
    void aLongTitleIsCut() {
        Gated gated = new Gated(provider("lanterne"), "iframe", "t".repeat(5_000), "", true);
        assertThat(placeholder(gated).body().html().length()).isLessThan(4_000);
    }

    private eu.temoin.consent.Provider provider(String id) {
        return visit.register.provider(id).orElseThrow();
    }

    private Document placeholder(Gated gated) {
        return Visit.document(insertions.placeholder(visit.decision(), "fr", "/jeux", false, Optional.empty(), gated));
    }

    /** Its file is the same for everybody, and its tag stands in no page but those that are measured. */
    @Test
    void theScriptThatMeasuresIsAFileOfItsOwn() {
        String measured = text(insertions.head(visit.decision(), "fr", Optional.empty(), true));
        assertThat(measured).startsWith(head(Optional.empty()));
        Element tag = Jsoup.parse(measured).expectFirst("script[src]");
        assertThat(head(Optional.empty())).doesNotContain(" src=", "measure");
        assertThat(tag.hasAttr("async")).isTrue();
        assertThat(tag.attr("data-to")).isEqualTo("/.temoin/measure");
        assertThat(tag.attr("data-choice")).isEqualTo("/.temoin/choice");
        String address = tag.attr("src");
        assertThat(address).matches("/\\.temoin/measure-[0-9a-f]{16}\\.js");
        CentreResponse file = visit.get(address, "");
        assertThat(file.status()).isEqualTo(200);
        assertThat(Visit.header(file, "Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(Visit.header(file, "Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(file.body().length).isLessThan(MEASURING_BYTES_MAX);
        assertThat(text(file.body()))
                .contains("sendBeacon")
                .doesNotContain(
                        "localStorage", "sessionStorage", "cookie", "indexedDB", "caches", ".stack", ".message");
        assertThat(visit.get("/.temoin/measure-0123456789abcdef.js", "").status())
                .isEqualTo(404);
        assertThat(text(insertions.head(visit.decision(), "fr", Optional.of("n0nce"), true)))
                .contains("<script nonce=\"n0nce\" async src=");
    }

    @Test
    void theWholeIsSmall() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(all, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflated.write(insertions.head(visit.decision(), "fr", Optional.empty(), false));
            deflated.write(insertions.opening(visit.decision(), "fr", "/"));
            deflated.write(insertions.closing(visit.decision(), "fr", "/", List.of()));
        }
        assertThat(all.size()).isLessThan(DEFLATED_BYTES_MAX);
    }

    @Test
    void aRenderedBannerIsKeptAndOnlyItsWayBackDiffers() {
        String one = text(insertions.opening(visit.decision(), "fr", "/one"));
        String two = text(insertions.opening(visit.decision(), "fr", "/two"));
        assertThat(two).isEqualTo(one.replace("value=\"/one\"", "value=\"/two\""));
        assertThat(text(insertions.opening(visit.decision(), "fr", "/\"><script>")))
                .doesNotContain("<script>");
    }

    @Test
    void theSealIsSixtyFourTicksOfTheHash() {
        String ticks = Seal.ticks("0".repeat(63) + "f");
        assertThat(ticks.split("M")).hasSize(65);
        assertThat(ticks).startsWith("M100.0 7.0L100.0 12.0");
        assertThat(Seal.ticks("a".repeat(64))).isNotEqualTo(Seal.ticks("b".repeat(64)));
        assertThat(Seal.grouped("0123456789abcdef")).isEqualTo("01234567 89abcdef");
    }

    @Test
    void stylesAreCompactedWithoutChangingTheirSense() {
        assertThat(Assets.compact("/* why */ a :hover,\n b {\n  color: red;\n  margin: 0 1px;\n}\n"))
                .isEqualTo("a :hover,b{color:red;margin:0 1px}");
    }
}
