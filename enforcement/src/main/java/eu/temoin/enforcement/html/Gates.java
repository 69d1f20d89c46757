package eu.temoin.enforcement.html;

/** Says what an element may load. Asked on the way of the bytes: must neither block nor throw. */
public interface Gates {
    /** Everything passes. */
    Gates OPEN = new Gates() {
        @Override
        public boolean passes(String element, WebAddress address) {
            return true;
        }

        @Override
        public boolean passesWhole(String scheme, String host, int port) {
            return true;
        }

        @Override
        public byte[] placeholder(Gated gated) {
            return new byte[0];
        }
    };

    /**
     * Whether an element may load from an address.
     *
     * @param element the element's name in lower case, {@code img} for {@code image}
     */
    boolean passes(String element, WebAddress address);

    /**
     * Whether {@link #passes} says yes to every path of an origin, for every element. Addresses that can only go there
     * are then neither read nor asked about one by one. The answer must not change while a document is rewritten.
     *
     * @param port explicit, as in {@link WebAddress}
     */
    default boolean passesWhole(String scheme, String host, int port) {
        return false;
    }

    /**
     * What stands in place of a visible element that has been disarmed.
     *
     * @return whole elements in the encoding of the document, or nothing
     */
    byte[] placeholder(Gated gated);
}
