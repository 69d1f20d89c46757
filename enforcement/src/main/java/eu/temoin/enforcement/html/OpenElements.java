package eu.temoin.enforcement.html;

import java.util.Arrays;

/**
 * The stack of open elements (HTML Standard, section 13.2.4.2), as far as a reader of tokens must know it: to tell
 * foreign content (SVG, MathML) from HTML, and templates and selections from the body.
 *
 * <p>It follows the standard for what opens and closes foreign content: breakout tags, integration points, end tags of
 * HTML elements that stand outside. It keeps no list of active formatting elements and implies few end tags: elements
 * too many on this stack are below those that matter, and an end tag passes over them. {@code html}, {@code head},
 * {@code body}, {@code p} and void elements are not kept.
 *
 * <p>It holds the last {@value #DEPTH_MAX} elements: browsers nest no deeper (Blink stops at 512), and an element that
 * was forgotten counts as closed.
 */
final class OpenElements {
    /** How many elements are remembered. */
    static final int DEPTH_MAX = 512;

    private static final int DEPTH_FIRST = 64;

    private static final byte SVG = 1;
    private static final byte MATHML = 2;
    private static final byte NAMESPACE = 3;

    /** HTML integration point (section 13.2.6): what stands in it is HTML. */
    private static final byte HTML_INSIDE = 4;

    /** MathML text integration point. */
    private static final byte TEXT_INSIDE = 8;

    private long[] low = new long[DEPTH_FIRST];
    private long[] high = new long[DEPTH_FIRST];
    private Element[] elements = new Element[DEPTH_FIRST];
    private byte[] kinds = new byte[DEPTH_FIRST];

    /** The arrays are a ring once they have their full length. */
    private int mask = DEPTH_FIRST - 1;

    private int depth;

    /** Nothing is open any more. */
    void clear() {
        depth = 0;
    }

    private int floor() {
        return Math.max(0, depth - DEPTH_MAX);
    }

    private void grow() {
        int length = low.length * 2;
        low = Arrays.copyOf(low, length);
        high = Arrays.copyOf(high, length);
        elements = Arrays.copyOf(elements, length);
        kinds = Arrays.copyOf(kinds, length);
        mask = length - 1;
    }

    private void push(Tag tag, int kind) {
        if (depth == low.length && depth < DEPTH_MAX) {
            grow();
        }
        int slot = depth & mask;
        low[slot] = tag.nameLow;
        high[slot] = tag.nameHigh;
        elements[slot] = tag.element();
        kinds[slot] = (byte) kind;
        depth++;
    }

    /** Whether the current node is foreign, integration points included. */
    boolean isForeign() {
        return depth > 0 && kinds[depth - 1 & mask] != 0;
    }

    /**
     * Takes a start tag in.
     *
     * @return whether its element is an HTML element
     */
    boolean startTag(Tag tag) {
        if (isForeign() && staysForeign(tag)) {
            return false;
        }
        Element element = tag.element();
        if (element == Element.SVG || element == Element.MATH) {
            if (!tag.isSelfClosing()) {
                push(tag, element == Element.SVG ? SVG : MATHML);
            }
            return false;
        }
        if (element.closesSame()) {
            closeSame(element);
        }
        if (element.opens()) {
            push(tag, 0);
        }
        return true;
    }

    /** Section 13.2.6: the rules of foreign content, unless an integration point says otherwise. */
    private boolean staysForeign(Tag tag) {
        int top = depth - 1 & mask;
        byte kind = kinds[top];
        Element element = tag.element();
        if ((kind & HTML_INSIDE) != 0
                || (kind & TEXT_INSIDE) != 0 && element != Element.MGLYPH && element != Element.MALIGNMARK
                || elements[top] == Element.ANNOTATION_XML && element == Element.SVG) {
            return false;
        }
        if (element.isBreakout() || element == Element.FONT && hasFontAttribute(tag)) {
            popForeign();
            return false;
        }
        if (!tag.isSelfClosing()) {
            push(tag, kind & NAMESPACE | integration(tag, kind & NAMESPACE));
        }
        return true;
    }

    private static boolean hasFontAttribute(Tag tag) {
        return tag.find(Attribute.COLOR) >= 0 || tag.find(Attribute.FACE) >= 0 || tag.find(Attribute.SIZE) >= 0;
    }

    private static int integration(Tag tag, int namespace) {
        return switch (tag.element()) {
            case FOREIGNOBJECT, DESC, TITLE -> namespace == SVG ? HTML_INSIDE : 0;
            case MI, MO, MN, MS, MTEXT -> namespace == MATHML ? TEXT_INSIDE : 0;
            case ANNOTATION_XML -> namespace == MATHML && isHtmlAnnotation(tag) ? HTML_INSIDE : 0;
            default -> 0;
        };
    }

    private static boolean isHtmlAnnotation(Tag tag) {
        int encoding = tag.find(Attribute.ENCODING);
        if (encoding < 0) {
            return false;
        }
        String value = AttributeText.of(tag, encoding).trim();
        return value.equalsIgnoreCase("text/html") || value.equalsIgnoreCase("application/xhtml+xml");
    }

    /** Section 13.2.6.5: pops until HTML can stand here again. */
    private void popForeign() {
        while (depth > floor()) {
            byte kind = kinds[depth - 1 & mask];
            if (kind == 0 || (kind & (HTML_INSIDE | TEXT_INSIDE)) != 0) {
                return;
            }
            depth--;
        }
    }

    /** The implied end of an element by the next of its kind, which keeps long lists and tables from piling up. */
    private void closeSame(Element element) {
        for (int i = depth - 1; i >= floor(); i--) {
            Element open = elements[i & mask];
            if (kinds[i & mask] != 0 || open == Element.TABLE || open == Element.TEMPLATE) {
                return;
            }
            if (open == element) {
                depth = i;
                return;
            }
            if (isListBoundary(open)) {
                return;
            }
        }
    }

    private static boolean isListBoundary(Element open) {
        return open == Element.UL || open == Element.OL || open == Element.DL || open == Element.SELECT;
    }

    /** Takes an end tag in. @return whether it is read by the rules of HTML */
    boolean endTag(Tag tag) {
        if (isForeign()) {
            if (tag.element() == Element.P || tag.element() == Element.BR) {
                popForeign();
                return true;
            }
            for (int i = depth - 1; i >= floor() && kinds[i & mask] != 0; i--) {
                if (isNamed(i, tag)) {
                    depth = i;
                    return false;
                }
            }
        }
        closeHtml(tag);
        return true;
    }

    private boolean isNamed(int index, Tag tag) {
        return low[index & mask] == tag.nameLow && high[index & mask] == tag.nameHigh;
    }

    private void closeHtml(Tag tag) {
        Element element = tag.element();
        boolean blockAbove = false;
        for (int i = depth - 1; i >= floor(); i--) {
            Element open = elements[i & mask];
            boolean html = kinds[i & mask] == 0;
            if (html && (isNamed(i, tag) || element.isHeading() && open.isHeading())) {
                if (blockAbove && element.isFormatting()) {
                    remove(i);
                } else {
                    depth = i;
                }
                return;
            }
            if (stopsSearch(element, open, html, kinds[i & mask])) {
                return;
            }
            blockAbove |= html ? open.isSpecial() : (kinds[i & mask] & (HTML_INSIDE | TEXT_INSIDE)) != 0;
        }
    }

    /** Whether an end tag of {@code element} does not reach below the element {@code open}. */
    private static boolean stopsSearch(Element element, Element open, boolean html, byte kind) {
        return switch (element) {
            case TEMPLATE -> false;
            case TABLE, TR, TD, TH, TBODY, THEAD, TFOOT, CAPTION, COLGROUP ->
                html && (open == Element.TABLE || open == Element.TEMPLATE);
            default -> {
                boolean boundary = html ? open.isScope() : (kind & (HTML_INSIDE | TEXT_INSIDE)) != 0;
                yield boundary || html && !element.isSpecial() && !element.isFormatting() && open.isSpecial();
            }
        };
    }

    /** The adoption agency (section 13.2.6.4.7) takes the formatting element out and leaves what stands in it. */
    private void remove(int index) {
        for (int i = index; i < depth - 1; i++) {
            int from = i + 1 & mask;
            int to = i & mask;
            low[to] = low[from];
            high[to] = high[from];
            elements[to] = elements[from];
            kinds[to] = kinds[from];
        }
        depth--;
    }

    /** Whether HTML stands inside SVG or MathML here, where the end tag of the body does not reach. */
    boolean isInIntegrationPoint() {
        for (int i = depth - 1; i >= floor(); i--) {
            if ((kinds[i & mask] & (HTML_INSIDE | TEXT_INSIDE)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether an HTML element of that name is open. */
    boolean isOpen(Element element) {
        for (int i = depth - 1; i >= floor(); i--) {
            if (elements[i & mask] == element && kinds[i & mask] == 0) {
                return true;
            }
        }
        return false;
    }
}
