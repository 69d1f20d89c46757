package eu.temoin.centre;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The constant texts of our tags: the scripts, and the styles of the banner, of what else is inserted, of placeholders,
 * of our pages.
 */
final class Assets {
    /** The compiled script of {@code src/main/js}. */
    static final InlineTag SCRIPT = tag(InlineTag.Kind.SCRIPT, read("page.js").strip());

    /** The compiled script that asks about what scripts load: in the pages of who wants to be asked each time. */
    static final InlineTag ASKING_SCRIPT =
            tag(InlineTag.Kind.SCRIPT, read("asking.js").strip());

    /** The compiled script of the check page, in which it tries what only a script can. */
    static final InlineTag CHECK_SCRIPT =
            tag(InlineTag.Kind.SCRIPT, read("check.js").strip());

    /** The compiled script that measures: a file of its own, in the pages of those alone who may be counted. */
    static final String MEASURING_SCRIPT = read("measure.js").strip();

    /** Names it by what it is, so that browsers may keep it for as long as they like. */
    static final String MEASURING_NAME = "measure-"
            + HexFormat.of()
                    .formatHex(Sha256.of(MEASURING_SCRIPT.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 16)
            + ".js";

    /** For the centre's link: in every page of the site. */
    static final InlineTag INSERTED_STYLE = tag(InlineTag.Kind.STYLE, compact(read("inserted.css")));

    /** For the banner: in the pages that ask. */
    static final InlineTag BANNER_STYLE = tag(InlineTag.Kind.STYLE, compact(read("banner.css")));

    /** For placeholders, each in a document of its own. */
    static final InlineTag PLACEHOLDER_STYLE = tag(InlineTag.Kind.STYLE, compact(read("placeholder.css")));

    /** For our own pages: one sheet of several files, in the order in which later rules win. */
    static final InlineTag PAGE_STYLE = tag(
            InlineTag.Kind.STYLE,
            Stream.of("tokens", "page", "answers", "purposes", "table", "deed", "policy", "print")
                    .map(name -> compact(read(name + ".css")))
                    .collect(Collectors.joining()));

    private Assets() {}

    private static InlineTag tag(InlineTag.Kind kind, String text) {
        byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return new InlineTag(kind, text, Base64.getEncoder().encodeToString(hash));
    }

    private static String read(String resource) {
        try (InputStream in = Messages.open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The style sheet without comments and without the white space that only we need. A space before a colon is kept:
     * there it is a combinator.
     */
    static String compact(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,]) ?", "$1")
                .replaceAll(": ", ":")
                .replace(";}", "}")
                .strip();
    }
}
