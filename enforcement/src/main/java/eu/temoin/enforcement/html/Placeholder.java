package eu.temoin.enforcement.html;

/**
 * What stands in place of something that was not loaded: a document of its own, shown in a frame of the page.
 *
 * @param title names the frame where the page does not
 * @param document whole HTML; needs nothing from elsewhere
 */
public record Placeholder(String title, String document) {}
