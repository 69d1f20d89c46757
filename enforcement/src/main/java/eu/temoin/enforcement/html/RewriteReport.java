package eu.temoin.enforcement.html;

/**
 * What became of a document.
 *
 * @param encoding as given, or as a later {@code meta} changed it
 * @param isFullDocument a doctype, {@code <html>}, {@code <head>} or {@code <body>} was seen
 * @param isFrameset nothing was inserted into a body, since there is none
 * @param gated attributes disarmed
 * @param placeholders elements that something else stands for
 * @param neutralised tags renamed because browsers disagree on what they would do
 * @param longTags parts of tags that were longer than is held whole
 * @param headInserted likewise {@code bodyInserted}, {@code endInserted}: whether bytes of ours stand there
 * @param linksToCentre the page has a link to the privacy centre of its own
 */
public record RewriteReport(
        HtmlEncoding encoding,
        boolean isFullDocument,
        boolean isFrameset,
        int gated,
        int placeholders,
        int neutralised,
        int longTags,
        boolean headInserted,
        boolean bodyInserted,
        boolean endInserted,
        boolean linksToCentre) {}
