package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) as it arrives, a bounded piece at a time, so that no ratio of compression costs memory. Checks
 * length and checksum of each member. What follows the last member and is none is ignored, as browsers do.
 */
final class Gunzip {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int HEAD_LENGTH = 10;
    private static final int TRAILER_LENGTH = 8;

    private enum State {
        HEAD,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEAD_CHECKSUM,
        BODY,
        TRAILER,
        IGNORING
    }

    private final Inflater inflater;
    private final CRC32 checksum = new CRC32();
    private State state = State.HEAD;
    private int members;
    private int at;
    private int flags;
    private int extraLeft;
    private long trailer;

    Gunzip(Inflater inflater) {
        this.inflater = inflater;
    }

    /** Whether the input may end here. Nothing at all is complete: many servers name a coding of an empty body. */
    boolean isComplete() {
        return state == State.IGNORING || state == State.HEAD && at == 0;
    }

    /**
     * Fills {@code out} from {@code in}.
     *
     * @return how many bytes; 0 where {@code in} is used up
     */
    int read(ByteBuf in, byte[] out) throws BrokenBody {
        while (in.isReadable()) {
            if (state == State.IGNORING) {
                in.skipBytes(in.readableBytes());
            } else if (state != State.BODY) {
                frame(in.readUnsignedByte());
            } else {
                int length = inflate(in, out);
                if (length > 0) {
                    return length;
                }
            }
        }
        // What the inflater has already taken in may still give more.
        return state == State.BODY ? inflate(in, out) : 0;
    }

    private int inflate(ByteBuf in, byte[] out) throws BrokenBody {
        ByteBuffer readable = in.nioBuffer();
        int start = readable.position();
        inflater.setInput(readable);
        try {
            int length = inflater.inflate(out);
            in.skipBytes(readable.position() - start);
            checksum.update(out, 0, length);
            if (inflater.finished()) {
                enter(State.TRAILER);
            } else if (inflater.needsDictionary()) {
                throw new BrokenBody("a dictionary in gzip");
            }
            return length;
        } catch (DataFormatException e) {
            throw new BrokenBody("damaged gzip");
        }
    }

    private void enter(State next) {
        state = next;
        at = 0;
    }

    private void frame(int octet) throws BrokenBody {
        switch (state) {
            case HEAD -> head(octet);
            case EXTRA_LENGTH -> {
                extraLeft |= octet << 8 * at++;
                if (at == 2) {
                    enter(State.EXTRA);
                    skipTo(extraLeft == 0 ? FEXTRA : 0);
                }
            }
            case EXTRA -> {
                if (--extraLeft == 0) {
                    skipTo(FEXTRA);
                }
            }
            case NAME -> skipTo(octet == 0 ? FNAME : 0);
            case COMMENT -> skipTo(octet == 0 ? FCOMMENT : 0);
            case HEAD_CHECKSUM -> {
                if (++at == 2) {
                    skipTo(FHCRC);
                }
            }
            case TRAILER -> trailer(octet);
            case BODY, IGNORING -> throw new IllegalStateException("no framing in " + state);
        }
    }

    private void head(int octet) throws BrokenBody {
        boolean expected = switch (at) {
            case 0 -> octet == 0x1f;
            case 1 -> octet == 0x8b;
            case 2 -> octet == 8;
            case 3 -> (octet & 0xe0) == 0;
            default -> true;
        };
        if (!expected && members > 0) {
            state = State.IGNORING;
            return;
        }
        if (!expected) {
            throw new BrokenBody("not gzip");
        }
        if (at == 3) {
            flags = octet;
        }
        if (++at == HEAD_LENGTH) {
            extraLeft = 0;
            skipTo(1);
        }
    }

    /** Goes to the next optional field after the one with flag {@code done}; 0 stays. */
    private void skipTo(int done) {
        if (done == 0) {
            return;
        }
        if (done < FEXTRA && done != FHCRC && (flags & FEXTRA) != 0) {
            enter(State.EXTRA_LENGTH);
        } else if (done < FNAME && done != FHCRC && (flags & FNAME) != 0) {
            enter(State.NAME);
        } else if (done < FCOMMENT && done != FHCRC && (flags & FCOMMENT) != 0) {
            enter(State.COMMENT);
        } else if (done != FHCRC && (flags & FHCRC) != 0) {
            enter(State.HEAD_CHECKSUM);
        } else {
            enter(State.BODY);
            inflater.reset();
            checksum.reset();
            trailer = 0;
        }
    }

    private void trailer(int octet) throws BrokenBody {
        trailer |= (long) octet << 8 * at++;
        if (at == TRAILER_LENGTH) {
            boolean sound = (trailer & 0xffff_ffffL) == checksum.getValue()
                    && trailer >>> 32 == (inflater.getBytesWritten() & 0xffff_ffffL);
            if (!sound) {
                throw new BrokenBody("gzip whose checksum is wrong");
            }
            members++;
            enter(State.HEAD);
        }
    }
}
