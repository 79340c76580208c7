package dev.headrace.adapter.coding;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.util.Objects;

/** What all encoders do alike: when which call is allowed, and the buffer from which the sink is served. */
abstract class PushedEncoder implements ContentEncoder {
    static final int BUFFER_BYTES = 8192;

    private enum State {
        OPEN,
        /** In a call, or after one that failed. */
        BROKEN,
        ENDED,
        CLOSED
    }

    final byte[] buffer = new byte[BUFFER_BYTES];
    private State state = State.OPEN;
    private boolean unflushed;

    /** Takes bytes, at least one. */
    abstract void encode(byte[] bytes, int offset, int length, OutputSink sink) throws IOException;

    /** Gives the sink what was not decided yet, so that what was written can be decoded. */
    abstract void sync(OutputSink sink) throws IOException;

    abstract void finish(OutputSink sink) throws IOException;

    /** Frees what is held; called once. */
    abstract void free();

    @Override
    public final void write(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireOpen();
        if (length > 0) {
            state = State.BROKEN;
            encode(bytes, offset, length, sink);
            unflushed = true;
            state = State.OPEN;
        }
    }

    @Override
    public final void flush(OutputSink sink) throws IOException {
        requireOpen();
        if (unflushed) {
            state = State.BROKEN;
            sync(sink);
            unflushed = false;
            state = State.OPEN;
        }
    }

    @Override
    public final void end(OutputSink sink) throws IOException {
        requireOpen();
        state = State.BROKEN;
        finish(sink);
        state = State.ENDED;
    }

    @Override
    public final void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            free();
        }
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException(
                    switch (state) {
                        case CLOSED -> "the encoder is closed";
                        case ENDED -> "the content is ended";
                        default -> "a call before has failed, or is not done";
                    });
        }
    }
}
