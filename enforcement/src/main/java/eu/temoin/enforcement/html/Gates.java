package eu.temoin.enforcement.html;

import java.util.Optional;

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
        public Optional<Placeholder> placeholder(Gated gated) {
            return Optional.empty();
        }

        @Override
        public boolean anchorsEmbeds() {
            return false;
        }
    };

    /**
     * Whether an element may load from an address.
     *
     * @param element the element's name in lower case, {@code img} for {@code image}
     */
    boolean passes(String element, WebAddress address);

    /** What stands in place of a visible element that has been disarmed; empty: it stands there without its content. */
    Optional<Placeholder> placeholder(Gated gated);

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
     * Whether frames and media that have no id get one by their place in the page, so that a reader who asked for one of
     * them is led back to it.
     */
    boolean anchorsEmbeds();
}
