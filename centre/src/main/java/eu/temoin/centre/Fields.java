package eu.temoin.centre;

import eu.temoin.consent.Register;

/** The fields with which a form says what it shows; the part that differs from page to page is left open. */
final class Fields {
    private Fields() {}

    static Html of(Register register, Layer layer) {
        return new Html(Shown.hidden(
                        "revision", String.valueOf(register.revision().number()))
                + Shown.hidden("layer", layer.kind().code())
                + Shown.hidden("lang", layer.language())
                + Shown.hidden("variant", layer.variant().code())
                + layer.about().map(id -> Shown.hidden("provider", id)).orElse("")
                + layer.partial()
                        .map(partial -> Shown.hidden("from", String.valueOf(partial.from()))
                                + Shown.hidden("about", partial.about()))
                        .orElse("")
                + Shown.MARK.markup());
    }
}
