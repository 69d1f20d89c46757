package eu.temoin.enforcement.html;

/**
 * What is added to a full document. Each is asked for at most once, when its place has come; an empty answer adds
 * nothing. The bytes must be whole elements in the encoding of the document.
 */
public interface Inserts {
    /** Nothing is ever added, as fragments want it. */
    Inserts NONE = new Inserts() {
        @Override
        public byte[] head() {
            return new byte[0];
        }

        @Override
        public byte[] afterBody() {
            return new byte[0];
        }

        @Override
        public byte[] beforeBodyEnd() {
            return new byte[0];
        }
    };

    /** First thing in the head. */
    byte[] head();

    /** First thing in the body. */
    byte[] afterBody();

    /** Last thing in the body, or where the page asks for it. */
    byte[] beforeBodyEnd();
}
