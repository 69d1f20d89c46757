package eu.temoin.enforcement.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what the tokenizer shows into the tokens of the HTML Standard: what the product leaves to the reader of the
 * bytes (line ends, NUL, character references outside attributes, the parts of a doctype) happens here.
 */
final class TokenRecorder implements TokenSink {
    /** One token, in the form of the public tests: kind first, then its parts. */
    record Token(List<Object> parts) {}

    private final List<Token> tokens = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inner = new ByteArrayOutputStream();
    private final boolean foreign;
    private TextState textState = TextState.DATA;

    TokenRecorder(boolean foreign) {
        this.foreign = foreign;
    }

    static List<Token> tokens(byte[] input, TextState initial, String lastStartTag, int[] cuts) {
        TokenRecorder recorder = new TokenRecorder(initial == TextState.CDATA);
        HtmlTokenizer tokenizer = new HtmlTokenizer(recorder);
        tokenizer.begin(initial, lastStartTag);
        int from = 0;
        for (int cut : cuts) {
            tokenizer.write(input, from, cut - from);
            from = cut;
        }
        tokenizer.write(input, from, input.length - from);
        tokenizer.end();
        return recorder.tokens;
    }

    private void endText() {
        if (text.size() > 0) {
            String characters = string(text);
            text.reset();
            characters = switch (textState) {
                case DATA -> CharacterReferences.decode(characters, false);
                case RCDATA -> CharacterReferences.decode(characters.replace('\0', '\uFFFD'), false);
                case RAWTEXT, SCRIPT_DATA, PLAINTEXT -> characters.replace('\0', '\uFFFD');
                case CDATA -> characters;
            };
            int last = tokens.size() - 1;
            if (last >= 0 && tokens.get(last).parts().get(0).equals("Character")) {
                characters = tokens.remove(last).parts().get(1) + characters;
            }
            tokens.add(new Token(List.of("Character", characters)));
        }
    }

    private static String string(ByteArrayOutputStream bytes) {
        return lineEnds(Wtf8.decode(bytes.toByteArray()));
    }

    private static String lineEnds(String raw) {
        return raw.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public void text(TextState state, byte[] bytes, int from, int to) {
        if (state != textState) {
            endText();
            textState = state;
        }
        text.write(bytes, from, to - from);
    }

    @Override
    public TextState startTag(Tag tag) {
        endText();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < tag.attributes(); i++) {
            String name = name(tag, tag.attributeNameStart(i), tag.attributeNameEnd(i));
            String raw = Wtf8.decode(slice(tag.bytes(), tag.valueStart(i), tag.valueEnd(i)));
            String value = CharacterReferences.decode(lineEnds(raw).replace('\0', '\uFFFD'), true);
            attributes.putIfAbsent(name, value);
        }
        List<Object> parts =
                new ArrayList<>(List.of("StartTag", name(tag, tag.nameStart(), tag.nameEnd()), attributes));
        if (tag.isSelfClosing()) {
            parts.add(true);
        }
        tokens.add(new Token(parts));
        return TextState.DATA;
    }

    private static String name(Tag tag, int from, int to) {
        StringBuilder name = new StringBuilder();
        for (char c : Wtf8.decode(slice(tag.bytes(), from, to)).toCharArray()) {
            name.append(c == 0 ? '\uFFFD' : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return name.toString();
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public void endTag(Tag tag) {
        endText();
        tokens.add(new Token(List.of("EndTag", name(tag, tag.nameStart(), tag.nameEnd()))));
    }

    @Override
    public void longTag(Tag tag) {
        throw new IllegalStateException("no tag of these tests is that long");
    }

    @Override
    public void commentText(byte[] bytes, int from, int to) {
        inner.write(bytes, from, to - from);
    }

    @Override
    public void commentEnd(byte[] bytes, int end) {
        endText();
        tokens.add(new Token(List.of("Comment", string(inner).replace('\0', '\uFFFD'))));
        inner.reset();
    }

    @Override
    public void doctypeText(byte[] bytes, int from, int to) {
        inner.write(bytes, from, to - from);
    }

    @Override
    public void doctypeEnd(byte[] bytes, int end) {
        endText();
        boolean closed = end > 0 && bytes[end - 1] == '>';
        tokens.add(new Token(DoctypeParts.of(string(inner), closed)));
        inner.reset();
    }

    @Override
    public boolean isForeign() {
        return foreign;
    }

    @Override
    public void startsAt(int offset) {
        // Nothing here remembers a place.
    }

    @Override
    public int release(byte[] bytes, int upTo) {
        return upTo;
    }

    @Override
    public void end(byte[] bytes, int safe, int end) {
        endText();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
