package dev.headrace.adapter.coding;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Undoes br (RFC 7932). What follows the end is refused, as curl refuses it: the library does not always tell it from content that
 * is wrong.
 *
 * <p>The library's buffers are native memory which it frees itself, without a garbage collector.
 */
final class BrotliDecoder extends PulledDecoder {
    private static final int INPUT_BYTES = 4096;

    private final DecoderJNI.Wrapper wrapper;
    /** Whether the decoder last stopped for want of room, so that it may go on with what it was given before. */
    private boolean stoppedForRoom;

    BrotliDecoder() {
        super(ContentCoding.BROTLI);
        try {
            wrapper = new DecoderJNI.Wrapper(INPUT_BYTES);
        } catch (IOException e) {
            throw new IllegalStateException("no memory for a decoder of br", e);
        }
    }

    @Override
    int decode(byte[] into, int offset, int length) throws CodingException {
        while (true) {
            DecoderJNI.Status status = wrapper.getStatus();
            if (wrapper.hasOutput() || status == DecoderJNI.Status.NEEDS_MORE_OUTPUT) {
                ByteBuffer output = wrapper.pull(length);
                int count = output.remaining();
                if (count > 0) {
                    output.get(into, offset, count);
                    return count;
                }
                continue;
            }
            switch (status) {
                case NEEDS_MORE_INPUT -> {
                    // So says the library as well when it has room again, and the code of a long copy was read before.
                    if (stoppedForRoom) {
                        push(0);
                    } else if (position < limit) {
                        pushInput();
                    } else {
                        return 0;
                    }
                }
                case OK -> push(0);
                case DONE -> {
                    if (position < limit) {
                        throw wrong("something follows its end");
                    }
                    return 0;
                }
                default -> throw wrong("the compressed data (RFC 7932) is invalid, or something follows its end");
            }
        }
    }

    @Override
    boolean isAtEnd() {
        return wrapper.getStatus() == DecoderJNI.Status.DONE;
    }

    @Override
    void free() {
        wrapper.destroy();
    }

    private void pushInput() {
        ByteBuffer buffer = wrapper.getInputBuffer();
        int count = Math.min(limit - position, buffer.capacity());
        buffer.clear();
        buffer.put(input, position, count);
        position += count;
        push(count);
    }

    private void push(int count) {
        wrapper.push(count);
        stoppedForRoom = wrapper.getStatus() == DecoderJNI.Status.NEEDS_MORE_OUTPUT;
    }
}
