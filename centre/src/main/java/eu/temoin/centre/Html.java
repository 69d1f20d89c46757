package eu.temoin.centre;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * A piece of markup that is safe to write as it stands. Only the factories make one, and they escape what they are
 * given.
 */
record Html(String markup) implements Content {
    static final Html EMPTY = new Html("");

    static Html text(String text) {
        return new Html(escaped(text));
    }

    static Html strong(String text) {
        return new Html("<b>" + escaped(text) + "</b>");
    }

    static Html code(String text) {
        return new Html("<code>" + escaped(text) + "</code>");
    }

    /** A link; {@code href} must be an address that we made, or one that the register's check let through. */
    static Html link(String href, String text) {
        return new Html("<a href=\"" + escaped(href) + "\">" + escaped(text) + "</a>");
    }

    /** For text and for quoted attribute values. */
    static String escaped(String text) {
        int plain = 0;
        while (plain < text.length() && "&<>\"'".indexOf(text.charAt(plain)) < 0) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder markup = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&quot;");
                case '\'' -> markup.append("&#39;");
                default -> markup.append(c);
            }
        }
        return markup.toString();
    }

    /** Markup as the value of a quoted attribute, in ASCII, so that it stands in a page of any encoding. */
    static String inAttribute(String markup) {
        StringBuilder value = new StringBuilder(markup.length() + 64);
        for (int i = 0; i < markup.length(); i++) {
            char c = markup.charAt(i);
            if (c == '&') {
                value.append("&amp;");
            } else if (c == '"') {
                value.append("&quot;");
            } else if (c < 0x80) {
                value.append(c);
            } else {
                int point = markup.codePointAt(i);
                value.append("&#").append(point).append(';');
                i += Character.charCount(point) - 1;
            }
        }
        return value.toString();
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(markup);
    }

    @Override
    public boolean isEmptyContent() {
        return markup.isEmpty();
    }
}
