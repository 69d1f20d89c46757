package eu.temoin.demo;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Markup that may be written into a page as it is. The only ways in are {@link #text}, which escapes, and
 * {@link #markup}, for markup that this program wrote itself.
 *
 * @param markup HTML
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    static Html markup(String markup) {
        return new Html(markup);
    }

    /** Escapes for element content and for quoted attribute values alike. */
    static Html text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return new Html(escaped.toString());
    }

    static Html joined(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
    }
}
