package dev.headrace.adapter.coding;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all decoders do alike: the input that is lent, and when it is used up. */
abstract class PulledDecoder implements ContentDecoder {
    static final byte[] NO_BYTES = {};

    /** What is lent, and not used up yet: from {@link #position} to {@link #limit}. */
    byte[] input = NO_BYTES;

    int position;
    int limit;

    private final ContentCoding coding;
    /** How far {@link #position} is ahead of the offset in the whole coded content. */
    private long lead;

    /** Whether the last read got as much as it asked for, so that there may be more without more input. */
    private boolean filled;

    private boolean begun;
    private boolean closed;
    private @Nullable CodingException failure;

    PulledDecoder(ContentCoding coding) {
        this.coding = coding;
    }

    /**
     * Decodes some bytes, at least one if there is one in what is lent, or held back.
     *
     * @return how many; 0 if {@link #input} is used up and there are none without more
     */
    abstract int decode(byte[] into, int offset, int length) throws CodingException;

    /** Whether the coded content may end where decoding stands. */
    abstract boolean isAtEnd();

    /** Frees what is held; called once. */
    abstract void free();

    @Override
    public final boolean needsInput() {
        requireOpen();
        return position == limit && !filled && failure == null;
    }

    @Override
    public final void setInput(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!needsInput()) {
            throw new IllegalStateException("the input before is not used up: read until there is nothing more");
        }
        lead += position - offset;
        input = bytes;
        position = offset;
        limit = offset + length;
        begun |= length > 0;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws CodingException {
        Objects.checkFromIndexSize(offset, length, into.length);
        requireOpen();
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        int count = 0;
        try {
            while (count < length) {
                int more = decode(into, offset + count, length - count);
                if (more == 0) {
                    break;
                }
                count += more;
            }
        } catch (CodingException e) {
            failure = e;
            // What came before the fault is content; the next read throws.
            if (count == 0) {
                throw e;
            }
        }
        filled = count == length;
        if (position == limit) {
            releaseInput();
        }
        return count;
    }

    @Override
    public final boolean isComplete() {
        requireOpen();
        return position == limit && !filled && failure == null && (!begun || isAtEnd());
    }

    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            releaseInput();
            free();
        }
    }

    /** An exception that says what was found, and where. */
    final CodingException wrong(String found) {
        return new CodingException(message(found));
    }

    final CodingException wrong(String found, Throwable cause) {
        return new CodingException(message(found), cause);
    }

    private String message(String found) {
        return "content is not in the coding " + coding.token() + ": " + found + ", before byte " + (lead + position);
    }

    private void releaseInput() {
        lead += position;
        input = NO_BYTES;
        position = 0;
        limit = 0;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the decoder is closed");
        }
    }
}
