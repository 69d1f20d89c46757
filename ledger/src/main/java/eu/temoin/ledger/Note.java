package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import eu.temoin.ledger.UnverifiedException.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * A C2SP signed note: a text that ends with a newline, a blank line, and signature lines
 * {@code — name base64(key id || signature)}. The text means nothing until {@link #verify} has returned.
 *
 * @param text the text, final newline included, blank separating line not
 * @param signatures at least one
 */
public record Note(String text, List<Signature> signatures) {
    /** A note is refused above this size: bytes. */
    public static final int BYTES_MAX = 128 * 1024;

    /** A note is refused with more signatures; the specification wants at least 16 to be accepted. */
    public static final int SIGNATURES_MAX = 32;

    private static final String LINE_START = "\u2014 ";
    private static final int KEY_ID_LENGTH = 4;

    /**
     * One signature line.
     *
     * @param name the name of the key
     * @param keyId its number
     * @param signature the signature alone, without the key id
     */
    public record Signature(String name, int keyId, Bytes signature) {
        private String line() {
            byte[] blob = new byte[KEY_ID_LENGTH + signature.length()];
            for (int i = 0; i < KEY_ID_LENGTH; i++) {
                blob[i] = (byte) (keyId >>> (24 - 8 * i));
            }
            System.arraycopy(signature.raw(), 0, blob, KEY_ID_LENGTH, signature.length());
            return LINE_START + name + " " + Base64Text.of(blob) + "\n";
        }
    }

    public Note {
        signatures = List.copyOf(signatures);
    }

    static Note signed(String text, String name, int keyId, byte[] signature) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends with a newline");
        }
        return new Note(text, List.of(new Signature(name, keyId, Bytes.wrap(signature))));
    }

    /**
     * Reads a note; no signature is checked.
     *
     * @throws MalformedException if it is not one, or is larger than {@link #BYTES_MAX}
     */
    public static Note parse(Bytes bytes) throws MalformedException {
        if (bytes.length() > BYTES_MAX) {
            throw refused("more than " + BYTES_MAX + " bytes");
        }
        String note = Utf8.decode(bytes.raw()).orElseThrow(() -> refused("not valid UTF-8"));
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw refused("a control character");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw refused("no blank line before signatures, or no newline at the end");
        }
        String lines = note.substring(split + 2);
        if (lines.isEmpty()) {
            throw refused("no signature");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == SIGNATURES_MAX) {
                throw refused("more than " + SIGNATURES_MAX + " signatures");
            }
            signatures.add(signature(line));
        }
        return new Note(note.substring(0, split + 1), signatures);
    }

    private static Signature signature(String line) throws MalformedException {
        int space = line.indexOf(' ', LINE_START.length());
        if (!line.startsWith(LINE_START) || space < 0) {
            throw refused("a signature line is an em dash, a name and base64");
        }
        String name = line.substring(LINE_START.length(), space);
        if (!KeyName.isValid(name)) {
            throw refused("a signature line whose key name is empty or holds a space or a plus");
        }
        byte[] blob = Base64Text.parse(line.substring(space + 1))
                .filter(bytes -> bytes.length > KEY_ID_LENGTH)
                .orElseThrow(() -> refused("a signature that is not base64 of a key id and more"));
        int id = 0;
        for (int i = 0; i < KEY_ID_LENGTH; i++) {
            id = id << 8 | (blob[i] & 0xff);
        }
        byte[] signature = new byte[blob.length - KEY_ID_LENGTH];
        System.arraycopy(blob, KEY_ID_LENGTH, signature, 0, signature.length);
        return new Signature(name, id, Bytes.wrap(signature));
    }

    private static MalformedException refused(String why) {
        return new MalformedException(Format.NOTE, "not a signed note: " + why);
    }

    /**
     * Checks the signatures: those of unknown keys are ignored, even if a name or a number (not both) is known; one of a
     * known key that does not verify refuses the whole note; at least one must verify.
     *
     * @param known the keys trusted for this text
     * @throws UnverifiedException if the text may not be trusted
     */
    public void verify(List<VerifierKey> known) throws UnverifiedException {
        byte[] message = Utf8.encode(text);
        boolean verified = false;
        for (Signature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.id() == signature.keyId() && key.name().equals(signature.name())) {
                    if (!key.verifies(message, signature.signature().raw())) {
                        throw new UnverifiedException(
                                Code.SIGNATURE_WRONG, "the signature of " + key.name() + " does not verify");
                    }
                    verified = true;
                }
            }
        }
        if (!verified) {
            throw new UnverifiedException(Code.NO_KNOWN_SIGNATURE, "none of the signatures is by a known key");
        }
    }

    /** The note as it is stored and sent. */
    public Bytes encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return Bytes.wrap(Utf8.encode(note.toString()));
    }
}
