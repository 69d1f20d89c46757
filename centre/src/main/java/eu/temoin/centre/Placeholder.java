package eu.temoin.centre;

/**
 * What stands in place of something that was not loaded: a document for a frame of the page. It loads nothing, runs
 * nothing, and works where its style is stopped.
 *
 * @param title names the frame, in text
 * @param document whole HTML, in ASCII, as the value of a quoted {@code srcdoc}
 */
public record Placeholder(String title, String document) {}
