package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** The same for a nonce, and for what a page calls a thing of its own. */
    private static final String NONCE = "\0n";

    private static final String QUOTE = "\0q";
    private static final String PLACE = "\0p";

    private static final List<String> OF_PLACEHOLDER = List.of(NONCE, QUOTE, Shown.MARK.markup(), PLACE);

    private final CentrePaths paths;
    private final Layers layers;
    private final Questions questions;

    Insertions(CentrePaths paths, Layers layers, Questions questions) {
        this.paths = paths;
        this.layers = layers;
        this.questions = questions;
    }

    /** The scripts and the styles that {@link #head} may write, and the style of {@link #placeholder}. */
    public List<InlineTag> tags() {
        return List.of(
                Assets.SCRIPT,
                Assets.ASKING_SCRIPT,
                Assets.INSERTED_STYLE,
                Assets.BANNER_STYLE,
                Assets.PLACEHOLDER_STYLE);
    }

    /**
     * First in the head: the script that removes refused storage keys, the one that asks about what scripts load where
     * the visitor is asked each time, then the styles.
     *
     * @param language as {@link Centre#language} chose it
     * @param nonce of the response's own policy
     * @param measured whether the script that measures comes too, last
     */
    public byte[] head(Decision decision, String language, Optional<String> nonce, boolean measured) {
        String known = Languages.known(decision.register(), language);
        if (nonce.isPresent()) {
            // One of its own for each answer.
            return utf8(headWith(decision, known, " nonce=\"" + Html.escaped(nonce.get()) + '"', measured));
        }
        // Without questions the language changes nothing.
        String asking = decision.asksEachTime() ? known : "";
        List<Object> key = List.of("head", asking, PageScript.state(decision), PageScript.keys(decision), measured);
        return layers.piece(decision.register(), key, List.of(), () -> headWith(decision, known, "", measured))
                .with();
    }

    private String headWith(Decision decision, String language, String attribute, boolean measured) {
        String styles = Assets.INSERTED_STYLE.text() + "</style>"
                + (decision.ask() ? "<style" + attribute + ">" + Assets.BANNER_STYLE.text() + "</style>" : "");
        String asking = decision.asksEachTime()
                ? PageScript.asking(paths, Words.of(decision.register(), language), attribute)
                : "";
        String measuring = measured ? PageScript.measuring(paths, attribute) : "";
        return PageScript.tag(paths, decision, attribute) + asking + "<style" + attribute + ">" + styles + measuring;
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
                        List.of(Shown.MARK.markup()),
                        shown::marked)
                .with(Shown.fields(shown.sha256(), ReturnPath.checked(path, paths)));
    }

    /**
     * Before the body's end: the link to the centre, and above it the question about the first of what is open.
     *
     * @param met ids of providers and categories that the page met and that are to be asked about
     */
    public byte[] closing(Decision decision, String language, String path, List<String> met) {
        String known = Languages.known(decision.register(), language);
        String back = ReturnPath.checked(path, paths);
        String query =
                "?lang=" + known + (back.equals("/") ? "" : "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        byte[] link = layers.piece(
                        decision.register(),
                        List.of("closing", known),
                        List.of(QUERY),
                        () -> Rendering.closing(Words.of(decision.register(), known), paths, QUERY))
                .with(Html.escaped(query));
        List<String> open = decision.asksEachTime() ? Questions.open(decision, back, met) : List.of();
        return open.isEmpty() ? link : joined(questions.about(decision, known, open.getFirst(), back), link);
    }

    private static byte[] joined(byte[] first, byte[] then) {
        byte[] whole = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, whole, first.length, then.length);
        return whole;
    }

    /**
     * In place of something that was not loaded.
     *
     * @param nested whether the page is itself shown in another's frame: then the choice is made on a page of ours
     * @param nonce of the response's own policy, which the document inherits
     */
    public Placeholder placeholder(
            Decision decision, String language, String path, boolean nested, Optional<String> nonce, Gated gated) {
        Register register = decision.register();
        String known = Languages.known(register, language);
        Layer layer = Layer.placeholder(known, gated.provider().id());
        Shown shown = layers.of(register, layer);
        PlaceholderView view = PlaceholderView.of(register, paths, layer)
                .about(gated.shows(), new Html(QUOTE), gated.once(), PlaceholderView.Place.open(nested, PLACE));
        PlaceholderView.Place place = PlaceholderView.Place.of(ReturnPath.checked(path, paths), gated.anchor(), nested);
        byte[] document = layers.piece(
                        register,
                        List.of("placeholder", layer, gated.shows(), gated.once(), nested),
                        OF_PLACEHOLDER,
                        () -> Html.inAttribute(placeholderWith(view)))
                .with(
                        nonce.map(value -> Html.inAttribute(" nonce=\"" + Html.escaped(value) + '"'))
                                .orElse(""),
                        Html.inAttribute(
                                PlaceholderView.quote(view.words(), gated).markup()),
                        Html.inAttribute(PlaceholderView.fields(shown, place.back(), place.anchor())),
                        Html.inAttribute(Html.escaped(place.query())));
        return new Placeholder(view.title(), new String(document, StandardCharsets.US_ASCII));
    }

    private static String placeholderWith(PlaceholderView view) {
        return "<!doctype html><html lang=\"" + Html.escaped(view.words().language())
                + "\"><meta charset=\"utf-8\"><title>" + Html.escaped(view.title()) + "</title><style" + NONCE + ">"
                + Assets.PLACEHOLDER_STYLE.text() + "</style>" + Rendering.placeholder(view);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
