package eu.temoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A body that is changed while it streams: decompressed if it must be, given to a {@link Change}, compressed again if it
 * may be.
 *
 * <p>Works a piece of at most {@link Limits#PIECE_MAX} at a time, and only while the browser takes what comes out: what
 * the site sent meanwhile waits, compressed as it came, and nothing more is read. So a body that unpacks to gigabytes
 * holds no more memory than any other.
 */
final class ChangedBody implements Body {
    /** What is done to the bytes in between. */
    interface Change {
        void write(byte[] bytes, int offset, int length);

        void end();

        /** Nothing more comes just now: what can be decided is. */
        default void pause() {}

        /** Whether the head of the answer may go. */
        default boolean hasBegun() {
            return true;
        }
    }

    /** Beside what waits: what is put into a page with a banner and a placeholder, so that nothing is copied over. */
    private static final int OUT_INITIAL = 16 * 1024;

    private final Zlib zlib;
    private final Output output;
    private final Optional<Inflater> inflater;
    private final Optional<Deflater> deflater;
    private final Optional<Gunzip> gunzip;
    private final Optional<Gzip> gzip;
    private final Change change;
    private final ArrayDeque<ByteBuf> input = new ArrayDeque<>(4);
    private Optional<ByteBuf> out = Optional.empty();
    private boolean inputEnded;
    private boolean released;

    ChangedBody(Loop loop, Exchange exchange, BodyPlan.Change plan, Output output) {
        this.zlib = loop.zlib();
        this.output = output;
        this.inflater = plan.gunzip() ? Optional.of(zlib.inflater()) : Optional.empty();
        this.deflater = plan.gzip() ? Optional.of(zlib.deflater()) : Optional.empty();
        this.gunzip = inflater.map(Gunzip::new);
        this.gzip = deflater.map(Gzip::new);
        this.change = switch (plan.kind()) {
            case BodyPlan.Page page -> new PageChange(exchange, page, this::emit);
            case BodyPlan.Script script -> appending(script.comment());
        };
    }

    private Change appending(String comment) {
        byte[] ending = comment.getBytes(StandardCharsets.US_ASCII);
        return new Change() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                emit(bytes, offset, length);
            }

            @Override
            public void end() {
                emit(ending, 0, ending.length);
            }
        };
    }

    @Override
    public void content(ByteBuf piece) {
        if (released) {
            piece.release();
            return;
        }
        input.add(piece);
        work();
    }

    @Override
    public void end() {
        inputEnded = true;
        work();
    }

    @Override
    public void resume() {
        work();
    }

    @Override
    public boolean hasBegun() {
        return change.hasBegun();
    }

    @Override
    public boolean isFull() {
        return !input.isEmpty();
    }

    private void work() {
        try {
            while (!released && output.wantsMore() && step()) {
                if (out.isPresent() && out.get().readableBytes() >= Limits.PIECE_MAX) {
                    send();
                }
            }
        } catch (BrokenBody broken) {
            release();
            output.broken();
            return;
        }
        send();
        if (!released && inputEnded && input.isEmpty() && output.wantsMore()) {
            finish();
        }
    }

    /** Works on one piece; false where there is none. */
    private boolean step() throws BrokenBody {
        ByteBuf first = input.peek();
        if (first == null) {
            return false;
        }
        byte[] piece = zlib.piece();
        int length;
        if (gunzip.isPresent()) {
            length = gunzip.get().read(first, piece);
        } else {
            length = Math.min(first.readableBytes(), Limits.PIECE_MAX);
            first.readBytes(piece, 0, length);
        }
        if (length > 0) {
            change.write(piece, 0, length);
        }
        if (!first.isReadable() && (gunzip.isEmpty() || length == 0)) {
            input.remove();
            first.release();
        }
        return true;
    }

    private void finish() {
        if (gunzip.isPresent() && !gunzip.get().isComplete()) {
            release();
            output.broken();
            return;
        }
        change.end();
        gzip.ifPresent(coder -> coder.end(room()));
        send();
        release();
        output.ended();
    }

    @Override
    public void readComplete() {
        if (!released && input.isEmpty()) {
            change.pause();
            gzip.ifPresent(coder -> coder.flush(room()));
            send();
        }
    }

    private void emit(byte[] bytes, int offset, int length) {
        ByteBuf room = room();
        if (gzip.isPresent()) {
            gzip.get().write(bytes, offset, length, room);
        } else {
            room.writeBytes(bytes, offset, length);
        }
    }

    private ByteBuf room() {
        if (out.isEmpty()) {
            int waiting = input.isEmpty() ? 0 : input.peek().readableBytes();
            out = Optional.of(PooledByteBufAllocator.DEFAULT.directBuffer(waiting + OUT_INITIAL));
        }
        return out.get();
    }

    private void send() {
        if (out.isPresent() && out.get().isReadable()) {
            ByteBuf piece = out.get();
            out = Optional.empty();
            output.piece(piece);
        }
    }

    @Override
    public void release() {
        if (released) {
            return;
        }
        released = true;
        input.forEach(ByteBuf::release);
        input.clear();
        out.ifPresent(ByteBuf::release);
        out = Optional.empty();
        inflater.ifPresent(zlib::giveBack);
        deflater.ifPresent(zlib::giveBack);
    }
}
