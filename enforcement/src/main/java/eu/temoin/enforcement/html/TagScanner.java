package eu.temoin.enforcement.html;

/**
 * The tag states of the tokenizer (HTML Standard, sections 13.2.5.8 and 32-40): from the name of a tag to its {@code >}.
 * It stops at any byte and goes on there, and never looks at one twice.
 */
final class TagScanner {
    /** What {@link #scan} answers when the tag is not all there. */
    static final int MORE = -1;

    private enum State {
        NAME,
        BEFORE_ATTRIBUTE,
        ATTRIBUTE_NAME,
        AFTER_ATTRIBUTE_NAME,
        BEFORE_VALUE,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        UNQUOTED,
        SELF_CLOSING
    }

    private final Tag tag;
    private final TokenSink sink;
    private State state = State.NAME;

    TagScanner(Tag tag, TokenSink sink) {
        this.tag = tag;
        this.sink = sink;
    }

    /**
     * Begins a tag with the first byte of its name.
     *
     * @return as {@link #scan}
     */
    int begin(byte[] bytes, int from, int end) {
        long word = Bytes.word(bytes, from);
        long ends = Bytes.tagNameEnds(word);
        int i = from + (Long.numberOfTrailingZeros(ends) >>> 3);
        if (ends != 0 && i < end && Bytes.endsTagName(bytes[i])) {
            tag.shortName(i, Bytes.below(word, ends));
        } else {
            i = Bytes.endOfTagName(bytes, from, end);
            if (i == end) {
                state = State.NAME;
                return MORE;
            }
            tag.name(i);
        }
        state = State.BEFORE_ATTRIBUTE;
        return bytes[i] == '>' ? i + 1 : attributes(bytes, i, end);
    }

    /** @return the offset after the tag's {@code >}, or {@link #MORE} */
    int scan(byte[] bytes, int from, int end) {
        return attributes(bytes, state == State.BEFORE_ATTRIBUTE ? from : resume(bytes, from, end), end);
    }

    private int attributes(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end) {
            byte c = bytes[i];
            if (c == '>') {
                return i + 1;
            }
            if (Bytes.isSpace(c)) {
                i++;
            } else if (c == '/') {
                state = State.SELF_CLOSING;
                i = resume(bytes, i + 1, end);
            } else {
                if (tag.isFull()) {
                    sink.longTag(tag);
                    tag.restart(i);
                }
                int after = wholeAttribute(bytes, i, end);
                if (after > 0) {
                    i = after;
                } else {
                    // Whatever opens a name belongs to it, "=" too.
                    tag.beginAttribute(i);
                    state = State.ATTRIBUTE_NAME;
                    i = resume(bytes, i + 1, end);
                }
            }
        }
        return MORE;
    }

    /**
     * The commonest forms at one go: {@code name="value"}, {@code name='value'}, {@code name=value} and {@code name}.
     *
     * @param from the first byte of the name
     * @return the offset after the attribute, or 0 where it is another form or not all there
     */
    private int wholeAttribute(byte[] bytes, int from, int end) {
        int i = Bytes.endOfAttributeName(bytes, from + 1, end);
        if (i + 2 >= end) {
            return 0;
        }
        if (bytes[i] != '=') {
            return withoutValue(bytes, from, i);
        }
        byte quote = bytes[i + 1];
        if (quote == '"' || quote == '\'') {
            int to = Bytes.indexOfNear(bytes, quote, i + 2, end);
            if (to == end) {
                return 0;
            }
            tag.addAttribute(from, i, i + 2, to);
            return to + 1;
        }
        if (quote == '>' || Bytes.isSpace(quote)) {
            return 0;
        }
        int to = Bytes.endOfUnquotedValue(bytes, i + 1, end);
        if (to == end) {
            return 0;
        }
        tag.addAttribute(from, i, i + 1, to);
        return to;
    }

    /** Only what a single space parts from the next attribute, or nothing from the end: "=" may follow more of them. */
    private int withoutValue(byte[] bytes, int from, int nameTo) {
        byte next = bytes[nameTo + 1];
        if (Bytes.isSpace(bytes[nameTo]) && (next == '=' || Bytes.isSpace(next))) {
            return 0;
        }
        tag.addAttribute(from, nameTo, nameTo, nameTo);
        return nameTo;
    }

    /** Goes on in the state where it stopped, until an attribute can begin. @return where that is, or the end */
    private int resume(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && state != State.BEFORE_ATTRIBUTE) {
            i = switch (state) {
                case NAME -> name(bytes, i, end);
                case ATTRIBUTE_NAME -> attributeName(bytes, i, end);
                case AFTER_ATTRIBUTE_NAME -> afterAttributeName(bytes, i);
                case BEFORE_VALUE -> beforeValue(bytes, i);
                case DOUBLE_QUOTED -> quoted(bytes, (byte) '"', i, end);
                case SINGLE_QUOTED -> quoted(bytes, (byte) '\'', i, end);
                case UNQUOTED -> unquoted(bytes, i, end);
                case SELF_CLOSING -> selfClosing(bytes, i);
                case BEFORE_ATTRIBUTE -> i;
            };
        }
        return i;
    }

    private int name(byte[] bytes, int from, int end) {
        int i = Bytes.endOfTagName(bytes, from, end);
        if (i < end) {
            if (!tag.isContinued()) {
                tag.name(i);
            }
            state = State.BEFORE_ATTRIBUTE;
        }
        return i;
    }

    private int attributeName(byte[] bytes, int from, int end) {
        int i = Bytes.endOfAttributeName(bytes, from, end);
        if (i < end) {
            tag.endAttributeName(i);
            state = State.AFTER_ATTRIBUTE_NAME;
        }
        return i;
    }

    private int afterAttributeName(byte[] bytes, int at) {
        if (bytes[at] == '=') {
            state = State.BEFORE_VALUE;
            return at + 1;
        }
        if (Bytes.isSpace(bytes[at])) {
            return at + 1;
        }
        state = State.BEFORE_ATTRIBUTE;
        return at;
    }

    private int beforeValue(byte[] bytes, int at) {
        byte c = bytes[at];
        if (Bytes.isSpace(c)) {
            return at + 1;
        }
        if (c == '>') {
            // A missing value: the tag ends.
            state = State.BEFORE_ATTRIBUTE;
            return at;
        }
        boolean quote = c == '"' || c == '\'';
        state = c == '"' ? State.DOUBLE_QUOTED : quote ? State.SINGLE_QUOTED : State.UNQUOTED;
        int from = quote ? at + 1 : at;
        tag.beginValue(from);
        return from;
    }

    private int quoted(byte[] bytes, byte quote, int from, int end) {
        int i = Bytes.indexOf(bytes, quote, from, end);
        if (i == end) {
            return end;
        }
        tag.endValue(i);
        state = State.BEFORE_ATTRIBUTE;
        return i + 1;
    }

    private int unquoted(byte[] bytes, int from, int end) {
        int i = Bytes.endOfUnquotedValue(bytes, from, end);
        if (i < end) {
            tag.endValue(i);
            state = State.BEFORE_ATTRIBUTE;
        }
        return i;
    }

    private int selfClosing(byte[] bytes, int at) {
        if (bytes[at] == '>') {
            tag.selfClosing = true;
        }
        state = State.BEFORE_ATTRIBUTE;
        return at;
    }

    /**
     * Shows what there is of a tag that has become too long to hold. An attribute that has only begun is held on, to be
     * judged whole; one that is long by itself is shown without its end.
     *
     * @param end of what is there; the tag goes on behind it
     */
    void showPart(int end) {
        if (state == State.NAME && !tag.isContinued()) {
            tag.name(end);
        }
        boolean inAttribute = isInAttribute();
        if (inAttribute) {
            int nameFrom = tag.attributeNameStart(tag.attributes() - 1);
            if (end - nameFrom <= HtmlTokenizer.TAG_HELD_MAX / 2) {
                tag.withholdLast();
                sink.longTag(tag);
                tag.resumeLast();
                return;
            }
            if (state == State.ATTRIBUTE_NAME) {
                tag.endAttributeName(end);
            }
            tag.openLast(end);
        }
        sink.longTag(tag);
        tag.restart(end);
        if (inAttribute) {
            tag.beginAttribute(end);
        }
    }

    /** Whether the last attribute begun is not at its end. */
    private boolean isInAttribute() {
        return switch (state) {
            case ATTRIBUTE_NAME, AFTER_ATTRIBUTE_NAME, BEFORE_VALUE, DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED -> true;
            case NAME, BEFORE_ATTRIBUTE, SELF_CLOSING -> false;
        };
    }

    /** What ends the tag in the state that it stands in. */
    String closing() {
        return switch (state) {
            case DOUBLE_QUOTED -> "\">";
            case SINGLE_QUOTED -> "'>";
            case NAME, BEFORE_ATTRIBUTE, ATTRIBUTE_NAME, AFTER_ATTRIBUTE_NAME, BEFORE_VALUE, UNQUOTED, SELF_CLOSING ->
                ">";
        };
    }
}
