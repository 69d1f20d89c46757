package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tokenizer of the HTML Standard (WHATWG, section 13.2.5) over the bytes of an ASCII-compatible encoding, in
 * constant memory, whatever the way its input is cut.
 *
 * <p><b>How it works.</b> The states run over each slice of input until they want a byte that is not there: in the
 * caller's own array, or, where something was carried over, behind that in an array of ours. Between tags nothing is
 * carried but the few bytes that may begin something: {@code <}, {@code </scr}, {@code <!--}. A tag is carried from its {@code <}, together with the state it stopped in and the
 * offsets of its attributes, so that no byte is looked at twice and so that its reader can still insert anywhere in it.
 * A tag longer than {@value #TAG_HELD_MAX} bytes is shown in parts ({@link TokenSink#longTag}) and never collected.
 * Comments and texts are shown in pieces as they pass.
 *
 * <p><b>What differs from the standard in form, not in result.</b> Comments end at a {@code >} that follows {@code --}
 * or {@code --!} within the comment (or at once: {@code <!-->}, {@code <!--->}), which is what the twelve comment states
 * come to. A doctype ends at its first {@code >}, quoted or not, as all its sixteen states do. The states inside script
 * data keep a count of dashes. Character references, NUL and carriage returns are left to the reader, because they are
 * bytes that pass; parse errors are not reported.
 *
 * <p>One file, because the states share their position and carry-over; not thread-safe.
 */
final class HtmlTokenizer {
    /** The longest tag held whole, in bytes. */
    static final int TAG_HELD_MAX = 64 * 1024;

    /** How much input is taken at a time, in bytes. */
    static final int SLICE = 16 * 1024;

    private static final int BUFFER_FIRST = 2 * 1024;

    /** Of input that is copied behind what was carried over: enough to end most tags. */
    private static final int RESUMED = 1024;

    private static final byte[] SCRIPT = "script".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOCTYPE = "doctype".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CDATA_OPEN = "[CDATA[".getBytes(StandardCharsets.US_ASCII);

    /** Answers to "does it stand here?": the last one wants more input. */
    private static final int NO = 0;

    private static final int YES = 1;
    private static final int UNKNOWN = 2;

    private enum State {
        DATA,
        RAW,
        SCRIPT,
        SCRIPT_ESCAPED,
        SCRIPT_DOUBLE_ESCAPED,
        PLAINTEXT,
        CDATA,
        COMMENT,
        BOGUS_COMMENT,
        DOCTYPE,
        TAG
    }

    private final TokenSink sink;
    private final Tag tag = new Tag();
    private final TagScanner scanner;

    /** Holds what is carried over. */
    private byte[] own = new byte[BUFFER_FIRST];

    /** What is read: {@link #own}, or the caller's array during one write. */
    private byte[] buffer = own;

    private boolean borrowed;

    private int limit;
    private int position;
    private State state = State.DATA;
    private TextState text = TextState.DATA;

    /** Where the text, comment or doctype not yet shown begins. */
    private int shown;

    /** Offset of the first byte that must not leave the buffer; {@link #limit} where nothing is held. */
    private int held;

    /** Dashes just seen in an escaped script, or brackets in a CDATA section; 2 stands for more. */
    private int run;

    /** Bytes of the comment before {@link #shown}; 3 stands for more. */
    private int commentBefore;

    HtmlTokenizer(TokenSink sink) {
        this.sink = sink;
        this.scanner = new TagScanner(tag, sink);
    }

    /** Starts inside a text, as the parser of a fragment does (section 13.4). */
    void begin(TextState initial, String lastStartTag) {
        byte[] name = Arrays.copyOf(lastStartTag.getBytes(StandardCharsets.US_ASCII), lastStartTag.length() + 16);
        tag.begin(name, -1, false);
        tag.name(lastStartTag.length());
        enter(initial);
    }

    /** The next bytes of the input, which are read where they stand as far as that is possible, and not written to. */
    void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, SLICE);
            if (limit == 0 && from + taken + Bytes.PADDING <= bytes.length) {
                borrow(bytes, from, taken);
            } else {
                taken = limit == 0 ? taken : Math.min(left, RESUMED);
                copy(bytes, from, taken);
            }
            from += taken;
            left -= taken;
            advance();
            release();
        }
    }

    private void borrow(byte[] bytes, int from, int length) {
        buffer = bytes;
        borrowed = true;
        position = from;
        shown = from;
        held = from;
        limit = from + length;
        // Of a long tag all that there was may have been shown; it goes on here.
        tag.shift(buffer, -from);
        sink.startsAt(from);
    }

    private void copy(byte[] bytes, int from, int length) {
        if (own.length < limit + length + Bytes.PADDING) {
            own = Arrays.copyOf(own, roomFor(limit + length));
            buffer = own;
            tag.shift(buffer, 0);
        }
        System.arraycopy(bytes, from, own, limit, length);
        limit += length;
    }

    private int roomFor(int content) {
        return Math.max(content + Bytes.PADDING, Math.min(own.length * 2, TAG_HELD_MAX + SLICE * 2));
    }

    private void release() {
        if (state == State.TAG && limit - tag.start > TAG_HELD_MAX) {
            scanner.showPart(limit);
            held = tag.start;
        }
        int keep = sink.release(buffer, held);
        if (keep == 0 && !borrowed) {
            return;
        }
        int kept = limit - keep;
        if (borrowed && own.length < kept + Bytes.PADDING) {
            own = new byte[roomFor(kept)];
        }
        System.arraycopy(buffer, keep, own, 0, kept);
        buffer = own;
        borrowed = false;
        limit = kept;
        position -= keep;
        shown -= keep;
        held -= keep;
        tag.shift(buffer, keep);
    }

    private void advance() {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case DATA -> data();
                case RAW -> raw();
                case SCRIPT -> script();
                case SCRIPT_ESCAPED -> escaped();
                case SCRIPT_DOUBLE_ESCAPED -> doubleEscaped();
                case PLAINTEXT -> plaintext();
                case CDATA -> cdata();
                case COMMENT -> comment();
                case BOGUS_COMMENT -> bogusComment();
                case DOCTYPE -> doctype();
                case TAG -> tag();
            };
        }
    }

    private void enter(TextState next) {
        text = next;
        shown = position;
        run = 0;
        if (next == TextState.DATA) {
            state = State.DATA;
            return;
        }
        state = switch (next) {
            case DATA -> State.DATA;
            case RCDATA, RAWTEXT -> State.RAW;
            case SCRIPT_DATA -> State.SCRIPT;
            case PLAINTEXT -> State.PLAINTEXT;
            case CDATA -> State.CDATA;
        };
    }

    /** Shows the text up to there; the rest, if any, is held until more input says what it is. */
    private boolean wait(int from) {
        showText(from);
        position = from;
        held = from;
        return false;
    }

    private void showText(int to) {
        if (to > shown) {
            sink.text(text, buffer, shown, to);
            shown = to;
        }
    }

    // ---- text -------------------------------------------------------------------------------------------------

    /** Data state, tag open state, end tag open state (13.2.5.1, 6, 7). */
    private boolean data() {
        byte[] b = buffer;
        int i = position;
        while (true) {
            i = Bytes.indexOf(b, (byte) '<', i, limit);
            if (i + 1 >= limit) {
                return wait(i);
            }
            byte next = b[i + 1];
            if (Bytes.isAsciiAlpha(next)) {
                if (!openTag(i, false) || state != State.DATA) {
                    return state != State.TAG;
                }
                i = position;
                continue;
            }
            if (next == '!') {
                return markupDeclaration(i);
            }
            if (next == '?') {
                return openBogusComment(i, i + 1);
            }
            if (next == '/') {
                if (i + 2 >= limit) {
                    return wait(i);
                }
                if (Bytes.isAsciiAlpha(b[i + 2])) {
                    if (!openTag(i, true)) {
                        return false;
                    }
                    i = position;
                    continue;
                }
                if (b[i + 2] != '>') {
                    return openBogusComment(i, i + 2);
                }
                // "</>" is no token at all.
                showText(i);
                shown = i + 3;
                i += 2;
            }
            i++;
        }
    }

    private boolean openTag(int less, boolean isEnd) {
        showText(less);
        tag.begin(buffer, less, isEnd);
        held = less;
        state = State.TAG;
        return endOfTag(scanner.begin(buffer, tag.nameStart, limit));
    }

    /** Markup declaration open state (13.2.5.42). */
    private boolean markupDeclaration(int less) {
        byte[] b = buffer;
        int from = less + 2;
        int available = limit - from;
        if (available == 0) {
            return wait(less);
        }
        switch (b[from]) {
            case '-' -> {
                if (available == 1) {
                    return wait(less);
                }
                if (b[from + 1] == '-') {
                    showText(less);
                    position = from + 2;
                    shown = position;
                    commentBefore = 0;
                    state = State.COMMENT;
                    return true;
                }
            }
            case 'd', 'D' -> {
                int length = Math.min(available, DOCTYPE.length);
                if (Bytes.matchesIgnoringCase(b, from, DOCTYPE, length)) {
                    if (length < DOCTYPE.length) {
                        return wait(less);
                    }
                    showText(less);
                    position = from + length;
                    shown = position;
                    state = State.DOCTYPE;
                    return true;
                }
            }
            case '[' -> {
                int length = Math.min(available, CDATA_OPEN.length);
                if (Arrays.equals(b, from, from + length, CDATA_OPEN, 0, length) && sink.isForeign()) {
                    if (length < CDATA_OPEN.length) {
                        return wait(less);
                    }
                    showText(less);
                    position = from + length;
                    enter(TextState.CDATA);
                    return true;
                }
            }
            default -> {
                // "<!" and anything else opens a bogus comment, like the three above when they do not match.
            }
        }
        return openBogusComment(less, from);
    }

    private boolean openBogusComment(int less, int dataFrom) {
        showText(less);
        position = dataFrom;
        shown = dataFrom;
        state = State.BOGUS_COMMENT;
        return true;
    }

    /** RCDATA and RAWTEXT states with their end tag states (13.2.5.2, 3, 9-14). */
    private boolean raw() {
        int i = position;
        while (true) {
            i = Bytes.indexOf(buffer, (byte) '<', i, limit);
            int end = rawEndTag(i);
            if (end != NO) {
                return end == YES ? openTag(i, true) : wait(i);
            }
            i++;
        }
    }

    /** Whether the appropriate end tag (13.2.5, "appropriate end tag token") stands at {@code less}. */
    private int rawEndTag(int less) {
        int available = limit - less - 1;
        if (available <= 0) {
            return UNKNOWN;
        }
        if (buffer[less + 1] != '/') {
            return NO;
        }
        return tag.isNamedAt(buffer, less + 2, available - 1) ? endsName(less + 2 + tag.nameLength()) : NO;
    }

    private int endsName(int at) {
        if (at >= limit) {
            return UNKNOWN;
        }
        byte c = buffer[at];
        return Bytes.isSpace(c) || c == '/' || c == '>' ? YES : NO;
    }

    /** Whether "script" and the end of a name stand at {@code from}. */
    private int scriptName(int from) {
        int length = Math.min(limit - from, SCRIPT.length);
        if (!Bytes.matchesIgnoringCase(buffer, from, SCRIPT, length)) {
            return NO;
        }
        return endsName(from + SCRIPT.length);
    }

    /** Script data state and script data escape start states (13.2.5.4, 15-19). */
    private boolean script() {
        byte[] b = buffer;
        int i = position;
        while (true) {
            i = Bytes.indexOf(b, (byte) '<', i, limit);
            int end = rawEndTag(i);
            if (end == YES) {
                return openTag(i, true);
            }
            if (end == UNKNOWN) {
                return wait(i);
            }
            if (b[i + 1] == '!') {
                if (i + 2 >= limit || b[i + 2] == '-' && i + 3 >= limit) {
                    return wait(i);
                }
                if (b[i + 2] == '-' && b[i + 3] == '-') {
                    position = i + 4;
                    run = 2;
                    state = State.SCRIPT_ESCAPED;
                    return true;
                }
            }
            i++;
        }
    }

    /** Script data escaped states (13.2.5.20-26). */
    private boolean escaped() {
        byte[] b = buffer;
        int i = position;
        int dashes = run;
        for (; i < limit; i++) {
            byte c = b[i];
            if (c == '-') {
                dashes = Math.min(2, dashes + 1);
                continue;
            }
            if (c == '>' && dashes == 2) {
                position = i + 1;
                state = State.SCRIPT;
                return true;
            }
            dashes = 0;
            if (c == '<') {
                int end = rawEndTag(i);
                if (end == YES) {
                    return openTag(i, true);
                }
                int again = end == NO ? scriptName(i + 1) : UNKNOWN;
                if (again == UNKNOWN) {
                    break;
                }
                if (again == YES) {
                    position = i + 2 + SCRIPT.length;
                    run = 0;
                    state = State.SCRIPT_DOUBLE_ESCAPED;
                    return true;
                }
            }
        }
        run = dashes;
        return wait(i);
    }

    /** Script data double escaped states (13.2.5.27-31). */
    private boolean doubleEscaped() {
        byte[] b = buffer;
        int i = position;
        int dashes = run;
        for (; i < limit; i++) {
            byte c = b[i];
            if (c == '-') {
                dashes = Math.min(2, dashes + 1);
                continue;
            }
            if (c == '>' && dashes == 2) {
                position = i + 1;
                state = State.SCRIPT;
                return true;
            }
            dashes = 0;
            if (c == '<') {
                if (i + 1 >= limit) {
                    break;
                }
                int end = b[i + 1] == '/' ? scriptName(i + 2) : NO;
                if (end == UNKNOWN) {
                    break;
                }
                if (end == YES) {
                    position = i + 3 + SCRIPT.length;
                    run = 0;
                    state = State.SCRIPT_ESCAPED;
                    return true;
                }
            }
        }
        run = dashes;
        return wait(i);
    }

    private boolean plaintext() {
        return wait(limit);
    }

    /** CDATA section states (13.2.5.69-71). */
    private boolean cdata() {
        byte[] b = buffer;
        int i = position;
        int brackets = run;
        for (; i < limit; i++) {
            byte c = b[i];
            if (c == ']') {
                brackets = Math.min(2, brackets + 1);
            } else if (c == '>' && brackets == 2) {
                showText(i - 2);
                position = i + 1;
                enter(TextState.DATA);
                return true;
            } else {
                brackets = 0;
            }
        }
        run = brackets;
        showText(i - brackets);
        position = i;
        held = i - brackets;
        return false;
    }

    // ---- comments and doctype ----------------------------------------------------------------------------------

    /** The comment states (13.2.5.43-52); see the class comment. */
    private boolean comment() {
        byte[] b = buffer;
        int i = position;
        while (true) {
            i = Bytes.indexOf(b, (byte) '>', i, limit);
            if (i == limit) {
                int keep = Math.max(shown, limit - 3);
                showComment(keep);
                position = limit;
                held = keep;
                return false;
            }
            int closing = commentClosing(i);
            if (closing >= 0) {
                showComment(i - closing);
                position = i + 1;
                sink.commentEnd(b, position);
                enter(TextState.DATA);
                return true;
            }
            i++;
        }
    }

    /** How many bytes of the closing stand before the {@code >} at {@code greater}, or -1 where it closes nothing. */
    private int commentClosing(int greater) {
        byte[] b = buffer;
        int there = greater - shown;
        boolean whole = commentBefore == 0;
        if (whole && (there == 0 || there == 1 && b[shown] == '-')) {
            return there;
        }
        if (there >= 2 && b[greater - 1] == '-' && b[greater - 2] == '-') {
            return 2;
        }
        if (there >= 3 && b[greater - 1] == '!' && b[greater - 2] == '-' && b[greater - 3] == '-') {
            return 3;
        }
        return -1;
    }

    private void showComment(int to) {
        if (to > shown) {
            sink.commentText(buffer, shown, to);
            commentBefore = Math.min(3, commentBefore + to - shown);
            shown = to;
        }
    }

    private boolean bogusComment() {
        int greater = Bytes.indexOf(buffer, (byte) '>', position, limit);
        if (greater > shown) {
            sink.commentText(buffer, shown, greater);
        }
        position = greater;
        shown = greater;
        if (greater == limit) {
            held = limit;
            return false;
        }
        position++;
        sink.commentEnd(buffer, position);
        enter(TextState.DATA);
        return true;
    }

    private boolean doctype() {
        int greater = Bytes.indexOf(buffer, (byte) '>', position, limit);
        if (greater > shown) {
            sink.doctypeText(buffer, shown, greater);
        }
        position = greater;
        shown = greater;
        if (greater == limit) {
            held = limit;
            return false;
        }
        position++;
        sink.doctypeEnd(buffer, position);
        enter(TextState.DATA);
        return true;
    }

    // ---- tags --------------------------------------------------------------------------------------------------

    private boolean tag() {
        return endOfTag(scanner.scan(buffer, position, limit));
    }

    private boolean endOfTag(int end) {
        if (end == TagScanner.MORE) {
            position = limit;
            held = tag.start;
            return false;
        }
        tag.end = end;
        position = end;
        if (tag.endTag) {
            sink.endTag(tag);
            enter(TextState.DATA);
        } else {
            enter(sink.startTag(tag));
        }
        return true;
    }

    // ---- end of input ------------------------------------------------------------------------------------------

    /** The rest, as the end of the input settles it. A tag that does not end is no token (13.2.5, "eof-in-tag"). */
    void end() {
        int safe = -1;
        switch (state) {
            case DATA -> {
                safe = position;
                if (limit - position >= 2 && buffer[position] == '<' && buffer[position + 1] == '!') {
                    sink.commentText(buffer, position + 2, limit);
                    sink.commentEnd(buffer, limit);
                } else {
                    showText(limit);
                }
            }
            case RAW, SCRIPT, SCRIPT_ESCAPED, SCRIPT_DOUBLE_ESCAPED, PLAINTEXT, CDATA -> showText(limit);
            case COMMENT -> {
                showComment(limit - unfinishedClosing());
                sink.commentEnd(buffer, limit);
            }
            case BOGUS_COMMENT -> sink.commentEnd(buffer, limit);
            case DOCTYPE -> sink.doctypeEnd(buffer, limit);
            case TAG -> safe = tag.continued ? -1 : tag.start;
        }
        sink.end(buffer, safe, limit);
        limit = 0;
        position = 0;
        held = 0;
        enter(TextState.DATA);
    }

    /** What closes the state that the tokenizer stands in; empty in the data state. */
    String closing() {
        return switch (state) {
            case DATA -> position < limit - 1 ? ">" : "";
            case RAW -> "</" + tag.element().spelling() + ">";
            case SCRIPT, SCRIPT_ESCAPED, SCRIPT_DOUBLE_ESCAPED -> "</script>";
            case PLAINTEXT -> "";
            case CDATA -> "]]>";
            case COMMENT -> "-->";
            case BOGUS_COMMENT, DOCTYPE -> ">";
            case TAG -> scanner.closing();
        };
    }

    private int unfinishedClosing() {
        int there = limit - shown;
        if (there >= 3 && buffer[limit - 1] == '!' && buffer[limit - 2] == '-' && buffer[limit - 3] == '-') {
            return 3;
        }
        if (there >= 2 && buffer[limit - 1] == '-' && buffer[limit - 2] == '-') {
            return 2;
        }
        return there >= 1 && buffer[limit - 1] == '-' ? 1 : 0;
    }
}
