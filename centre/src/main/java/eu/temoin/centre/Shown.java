package eu.temoin.centre;

import eu.temoin.consent.Register;

/**
 * What a layer shows: its markup up to and after the few fields that differ from page to page, and the SHA-256 of the
 * two together, which is what a record means by "shown".
 */
record Shown(Register register, Layer layer, String before, String after, String sha256) {
    /** Stands in a rendered layer where those fields go; no text can hold it, since text is escaped. */
    static final Html MARK = new Html("<!--fields-->");

    /** Stands where the day of the visitor's earlier choice goes, which is no part of what the record means. */
    static final Html DAY = new Html("<time><!--day--></time>");

    static Shown of(Register register, Layer layer, String rendered) {
        int mark = rendered.indexOf(MARK.markup());
        if (mark < 0 || rendered.indexOf(MARK.markup(), mark + 1) >= 0) {
            throw new IllegalStateException("a layer has one place for its fields: " + layer);
        }
        String before = rendered.substring(0, mark);
        String after = rendered.substring(mark + MARK.markup().length());
        return new Shown(
                register, layer, before, after, Sha256.hexOf((before + after).replace(DAY.markup(), "<time></time>")));
    }

    /** The layer with the day of the earlier choice, in words, where it names one. */
    Shown on(String day) {
        String named = before.replace(DAY.markup(), "<time>" + Html.escaped(day) + "</time>");
        return new Shown(register, layer, named, after, sha256);
    }

    /** The layer with its fields. */
    String with(String back) {
        return before + fields(sha256, back) + after;
    }

    /** The layer with the mark in the place of its fields. */
    String marked() {
        return before + MARK.markup() + after;
    }

    static String fields(String sha256, String back) {
        return hidden("shown", sha256) + hidden("back", back);
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Html.escaped(value) + "\">";
    }
}
