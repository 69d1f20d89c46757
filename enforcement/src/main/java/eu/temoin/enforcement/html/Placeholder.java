package eu.temoin.enforcement.html;

/**
 * What stands in place of something that was not loaded: a document of its own, shown in a frame of the page.
 *
 * @param title names the frame where the page does not
 * @param document whole HTML, which needs nothing from elsewhere, as the value of a quoted {@code srcdoc}: in ASCII,
 *     with references for ampersands and double quotes
 */
public record Placeholder(String title, String document) {
    public Placeholder {
        if (document.indexOf('"') >= 0) {
            throw new IllegalArgumentException("the document of a placeholder ends its attribute");
        }
    }
}
