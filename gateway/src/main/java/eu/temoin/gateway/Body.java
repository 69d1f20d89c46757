package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;

/** An answer's body on its way through a change. Confined to an event loop. */
interface Body {
    /** Where the changed body goes. */
    interface Output {
        /** Takes the piece over. */
        void piece(ByteBuf piece);

        /** Nothing comes after this. */
        void ended();

        /** The site's bytes are not what they say they are: the answer cannot be made whole. */
        void broken();

        /** Whether the browser takes more just now; where it does not, {@link Body#resume} is called when it does. */
        boolean wantsMore();
    }

    /** The next bytes from the site; takes them over. */
    void content(ByteBuf piece);

    /** The site's body is whole. */
    void end();

    /** Nothing more was read from the site just now: what can go, goes. */
    void readComplete();

    /** The browser takes bytes again. */
    void resume();

    /** Whether the head of the answer may be sent; once true it stays so. */
    boolean hasBegun();

    /** Whether there is so much to do that nothing more should be read from the site. */
    boolean isFull();

    /** Lets go of everything; nothing is called after it. May be called twice. */
    void release();
}
