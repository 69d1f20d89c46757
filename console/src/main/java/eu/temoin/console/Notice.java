package eu.temoin.console;

import java.util.List;

/**
 * A page that says why there is nothing to show.
 *
 * @param lines what to type or write, one to a line; may be empty
 */
record Notice(String title, List<String> sentences, List<String> lines) {
    /** A title and a sentence, both from the texts. */
    static Notice of(Words words, String key) {
        return new Notice(words.text(key + ".title"), List.of(words.text(key + ".1")), List.of());
    }

    /** The store's own words say what mends it. */
    static Notice unreadable(Words words, String message) {
        return new Notice(words.text("unreadable.title"), List.of(words.text("unreadable.1"), message), List.of());
    }

    static Notice exposed(Words words, String address) {
        String port = address.substring(address.lastIndexOf(':') + 1);
        return new Notice(
                words.text("exposed.title"),
                List.of(words.text("exposed.1", address), words.text("exposed.2"), words.text("exposed.3")),
                List.of(
                        "./temoin serve --management 127.0.0.1:" + port,
                        "ssh -L " + port + ":127.0.0.1:" + port + ' ' + words.text("exposed.server"),
                        "http://127.0.0.1:" + port + "/"));
    }
}
