package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An element that shows something, and how a placeholder takes its place.
 *
 * <p>A refused {@code iframe} shows the placeholder itself, through {@code srcdoc}: it keeps its id, class, style and place
 * among its siblings, so that whatever gives it its size, a rule of the site by any selector or a script, gives it the
 * same size before and after. Any other element is hidden behind a frame that takes over its class, style and size.
 *
 * @param gated what the placeholder is told
 * @param titled whether the page gives it a title
 * @param named whether the page gives it an id
 * @param frameName for the frame of the placeholder, by its place in the page; empty where the page names it
 * @param taken attributes for a frame in its stead, as markup
 */
record Embed(Gated gated, boolean titled, boolean named, String frameName, String taken) {
    /** On the frame that shows a placeholder. */
    private static final String SHOWS = " data-temoin-placeholder";

    private static final byte[] SHOWN = {'"'};
    private static final byte[] SHOWN_WHOLE = ascii("\"></iframe>");
    private static final byte[] HIDDEN = ascii(" hidden data-temoin-gated");

    /** Of a sound player in browsers' own style sheets, which has no more than that. */
    private static final int AUDIO_HEIGHT = 54;

    static Embed of(Tag tag, Gated gated, String place, TagGate gate) {
        StringBuilder taken = new StringBuilder();
        take(tag, Attribute.CLASS, gate, taken);
        take(tag, Attribute.STYLE, gate, taken);
        Optional<String> width = take(tag, Attribute.WIDTH, gate, taken);
        Optional<String> height = take(tag, Attribute.HEIGHT, gate, taken);
        if (height.isEmpty() && tag.element() == Element.AUDIO) {
            taken.append(" height=\"").append(AUDIO_HEIGHT).append('"');
        } else if (height.isEmpty() && tag.element() == Element.VIDEO) {
            // A film that says how wide it is and comes without its proportions has these more often than not.
            width.filter(w -> w.matches("[1-9][0-9]{1,3}"))
                    .ifPresent(w -> taken.append(" height=\"")
                            .append(Integer.parseInt(w) * 9 / 16)
                            .append('"'));
        }
        // Under a name of its own, so that a browser that goes back does not bring the content of then into the frame.
        String name = tag.element() == Element.IFRAME && tag.find(Attribute.NAME) >= 0 ? "" : place;
        return new Embed(gated, tag.find(Attribute.TITLE) >= 0, tag.find(Attribute.ID) >= 0, name, taken.toString());
    }

    private static Optional<String> take(Tag tag, Attribute attribute, TagGate gate, StringBuilder taken) {
        int found = tag.find(attribute);
        if (found < 0) {
            return Optional.empty();
        }
        String value = gate.text(tag, found);
        AttributeText.write(attribute.spelling(), value, taken.append(' '));
        return Optional.of(value);
    }

    /** The same found to be refused at another address: that of a {@code source} in it. */
    Embed at(WebAddress address) {
        return new Embed(
                new Gated(gated.element(), address, gated.title(), gated.anchor()), titled, named, frameName, taken);
    }

    private boolean isFrame() {
        return gated.element().equals(Element.IFRAME.spelling());
    }

    /** Puts the placeholder in its place. */
    void replace(Placeholder placeholder, int start, int nameEnd, Edits edits) {
        StringBuilder before = new StringBuilder(taken.length() + 256);
        if (isFrame()) {
            show(placeholder, before, nameEnd, edits);
            edits.insert(nameEnd, SHOWN);
        } else {
            show(placeholder, before.append("<iframe").append(taken).append(" frameborder=\"0\""), start, edits);
            edits.insert(start, SHOWN_WHOLE);
            edits.insert(nameEnd, HIDDEN);
        }
    }

    /** All but the closing quote of the last attribute. */
    private void show(Placeholder placeholder, StringBuilder before, int place, Edits edits) {
        before.append(SHOWS);
        if (!frameName.isEmpty()) {
            AttributeText.write("name", frameName, before.append(' '));
        }
        if (!titled || !isFrame()) {
            AttributeText.write("title", gated.title().orElse(placeholder.title()), before.append(' '));
        }
        edits.insert(place, ascii(before.append(" srcdoc=\"").toString()));
        edits.insert(place, ascii(placeholder.document()));
    }

    /** An id by its place in the page. The dot keeps it from being one of our own. */
    static String anchor(int place, boolean scripting) {
        return (scripting ? "temoin." : "temoin.n") + place;
    }

    /** Gives it an id, where it has none. */
    static void anchor(Tag tag, String anchor, Edits edits) {
        if (tag.find(Attribute.ID) < 0) {
            edits.insert(tag.nameEnd(), ascii(" id=\"" + anchor + '"'));
        }
    }

    /** The same of one whose tag has passed. */
    void anchor(int nameEnd, Edits edits) {
        if (!named) {
            edits.insert(nameEnd, ascii(" id=\"" + gated.anchor() + '"'));
        }
    }

    private static byte[] ascii(String markup) {
        return markup.getBytes(StandardCharsets.US_ASCII);
    }
}
