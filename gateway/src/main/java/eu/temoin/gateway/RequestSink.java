package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;

/** Where a request's body goes, and who hears about the browser's connection while it is answered. */
interface RequestSink {
    /** A piece of the body, perhaps empty; the callee owns it. */
    void content(ByteBuf piece, boolean last);

    /** Nothing more was read from the browser just now. */
    void readComplete();

    /** The browser takes bytes again. */
    void clientWritable();

    /** The browser is gone: nothing more is to be written. */
    void clientGone();

    /** About twice a second. */
    void tick(long now);
}
