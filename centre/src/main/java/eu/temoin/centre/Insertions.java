package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What we put into the site's own pages. Thread-safe; nothing here waits for anything, and what is the same for many
 * pages is rendered once.
 *
 * <p>The texts of the tags are constant ({@link #tags()}); what differs from page to page stands in attributes and in
 * markup, so that a policy may allow the tags by their hashes, or by the response's own nonce.
 */
public final class Insertions {
    private static final byte[] NOTHING = {};

    /** Stands where the query of links goes; no register and no template can hold it. */
    private static final String QUERY = "\0";

    private final CentrePaths paths;
    private final Layers layers;

    Insertions(CentrePaths paths, Layers layers) {
        this.paths = paths;
        this.layers = layers;
    }

    /** The script and the styles that {@link #head} may write. */
    public List<InlineTag> tags() {
        return List.of(Assets.SCRIPT, Assets.INSERTED_STYLE, Assets.BANNER_STYLE);
    }

    /**
     * First in the head: the script that removes refused storage keys, then the styles.
     *
     * @param nonce of the response's own policy
     */
    public byte[] head(Decision decision, Optional<String> nonce) {
        if (nonce.isPresent()) {
            // One of its own for each answer.
            return utf8(headWith(decision, " nonce=\"" + Html.escaped(nonce.get()) + '"'));
        }
        List<String> key = List.of("head", PageScript.state(decision), PageScript.keys(decision));
        return layers.piece(decision.register(), key, QUERY, () -> headWith(decision, ""))
                .with("");
    }

    private String headWith(Decision decision, String attribute) {
        String styles = Assets.INSERTED_STYLE.text() + "</style>"
                + (decision.ask() ? "<style" + attribute + ">" + Assets.BANNER_STYLE.text() + "</style>" : "");
        return PageScript.tag(paths, decision, attribute) + "<style" + attribute + ">" + styles;
    }

    /**
     * After the body's opening: the banner, where the decision asks.
     *
     * @param language as {@link Centre#language} chose it
     * @param path of the page with its query, where the answer leads back to
     */
    public byte[] opening(Decision decision, String language, String path) {
        if (!decision.ask()) {
            return NOTHING;
        }
        Shown shown = layers.banner(decision, Languages.known(decision.register(), language));
        return layers.piece(
                        decision.register(),
                        List.of(shown.sha256(), shown.before()),
                        Shown.MARK.markup(),
                        shown::marked)
                .with(Shown.fields(shown.sha256(), ReturnPath.checked(path, paths)));
    }

    /** Before the body's end: the link to the centre. */
    public byte[] closing(Decision decision, String language, String path) {
        String known = Languages.known(decision.register(), language);
        String back = ReturnPath.checked(path, paths);
        String query =
                "?lang=" + known + (back.equals("/") ? "" : "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        return layers.piece(
                        decision.register(),
                        List.of("closing", known),
                        QUERY,
                        () -> Rendering.closing(Words.of(decision.register(), known), paths, QUERY))
                .with(Html.escaped(query));
    }

    /** In place of something that was not loaded. */
    public byte[] placeholder(Decision decision, String language, String path, Gated gated) {
        String known = Languages.known(decision.register(), language);
        Layer layer = Layer.placeholder(known, gated.provider().id());
        Shown shown = layers.of(decision.register(), layer);
        return layers.piece(
                        decision.register(),
                        List.of(layer, gated.isVideo(), gated.shortTitle(), spacer(gated)),
                        Shown.MARK.markup(),
                        () -> placeholder(decision.register(), layer, gated))
                .with(Shown.fields(shown.sha256(), ReturnPath.checked(path, paths)));
    }

    private String placeholder(Register register, Layer layer, Gated gated) {
        Words words = Words.of(register, layer.language());
        Html quote = gated.shortTitle()
                .map(title -> new Html(words.html("placeholder.quote", title).markup() + ' '))
                .orElse(Html.EMPTY);
        return Rendering.placeholder(new PlaceholderView(
                words,
                paths,
                register,
                layer,
                gated.provider(),
                gated.isVideo(),
                quote,
                gated.isRelative(),
                spacer(gated)));
    }

    /**
     * Gives the placeholder the size of what it stands for, also where the site's policy forbids style attributes: an
     * image of nothing, whose size stands in plain attributes.
     */
    private static Html spacer(Gated gated) {
        int width = gated.widthPixels();
        int height = gated.heightPixels();
        String size = gated.isRelative() ? "width=\"100%\"" : "width=\"" + width + "\" height=\"" + height + '"';
        return new Html("<svg " + size + " viewBox=\"0 0 " + width + ' ' + height + "\" aria-hidden=\"true\"></svg>");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
