package eu.temoin.enforcement.html;

/**
 * Where a document takes what is inserted: follows the insertion modes of the HTML Standard (section 13.2.6.4) as far
 * as they decide which token opens the head, which the body, and which ends it.
 *
 * <p>Only a full document takes anything: a doctype, {@code <html>}, {@code <head>} or {@code <body>} was seen. Where
 * one of these comes late, after text that opened a body already, the inserts come as soon as they can.
 */
final class Placement {
    static final int HEAD_BEFORE = 1;
    static final int BODY_BEFORE = 2;
    static final int END_BEFORE = 4;
    static final int HEAD_AFTER = 8;
    static final int BODY_AFTER = 16;
    static final int END_AFTER = 32;

    private enum Phase {
        BEFORE_HEAD,
        HEAD,
        BODY,
        FRAMESET
    }

    private Phase phase = Phase.BEFORE_HEAD;
    private boolean full;
    private boolean headDone;
    private boolean bodyDone;
    private boolean endDone;

    boolean isFull() {
        return full;
    }

    boolean isFrameset() {
        return phase == Phase.FRAMESET;
    }

    /** Whether text or any tag may still open the body. */
    boolean isBeforeBody() {
        return phase == Phase.BEFORE_HEAD || phase == Phase.HEAD;
    }

    /** Whether the end of the body is still to be marked. */
    boolean wantsEnd() {
        return !endDone && phase != Phase.FRAMESET;
    }

    void doctype() {
        full = true;
    }

    /** The page has what would be inserted at its end. */
    void endNotNeeded() {
        endDone = true;
    }

    int startTag(Element element) {
        return switch (element) {
            case HTML -> {
                full = true;
                yield 0;
            }
            case HEAD -> {
                full = true;
                if (phase == Phase.BEFORE_HEAD) {
                    phase = Phase.HEAD;
                }
                yield phase == Phase.FRAMESET ? 0 : once(HEAD_AFTER);
            }
            case BODY -> {
                full = true;
                if (phase == Phase.FRAMESET) {
                    yield 0;
                }
                phase = Phase.BODY;
                yield once(HEAD_BEFORE) | once(BODY_AFTER);
            }
            case FRAMESET -> {
                if (isBeforeBody()) {
                    phase = Phase.FRAMESET;
                }
                yield 0;
            }
            default -> element.isHeadContent() ? headContent() : content();
        };
    }

    private int headContent() {
        if (phase != Phase.BEFORE_HEAD) {
            return 0;
        }
        phase = Phase.HEAD;
        return once(HEAD_BEFORE);
    }

    /** Anything that stands in a body only: text that is not white space, or most tags. */
    int content() {
        if (!isBeforeBody()) {
            return 0;
        }
        phase = Phase.BODY;
        return once(HEAD_BEFORE) | once(BODY_BEFORE);
    }

    int endTag(Element element) {
        return switch (element) {
            case HEAD -> headContent();
            case BR -> content();
            case BODY, HTML -> content() | end();
            default -> 0;
        };
    }

    /** The page asks for the end's insert here. */
    int marker() {
        return phase == Phase.BODY ? once(END_AFTER) : 0;
    }

    /** The end of the body, or of the document. */
    int end() {
        return once(HEAD_BEFORE) | once(BODY_BEFORE) | once(END_BEFORE);
    }

    private int once(int place) {
        if (!full || phase == Phase.FRAMESET) {
            return 0;
        }
        boolean done;
        switch (place) {
            case HEAD_BEFORE, HEAD_AFTER -> {
                done = headDone;
                headDone = true;
            }
            case BODY_BEFORE, BODY_AFTER -> {
                done = bodyDone;
                bodyDone = true;
            }
            default -> {
                done = endDone;
                endDone = true;
            }
        }
        return done ? 0 : place;
    }
}
