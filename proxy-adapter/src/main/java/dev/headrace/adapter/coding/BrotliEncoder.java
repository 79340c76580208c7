package dev.headrace.adapter.coding;

import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Does br (RFC 7932). The library's buffers are native memory which it frees itself, without a garbage collector. */
final class BrotliEncoder extends PushedEncoder {
    /** A window of 256 KB: 512 KB make pages 2 % smaller, and more does nothing for them. */
    private static final int WINDOW_LOG = 18;

    private final EncoderJNI.Wrapper wrapper;

    BrotliEncoder(int level) {
        try {
            wrapper = new EncoderJNI.Wrapper(BUFFER_BYTES, level, WINDOW_LOG, null);
        } catch (IOException e) {
            throw new IllegalStateException("no memory for an encoder of br", e);
        }
    }

    @Override
    void encode(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end; at += BUFFER_BYTES) {
            int count = Math.min(end - at, BUFFER_BYTES);
            wrapper.getInputBuffer().clear().put(bytes, at, count);
            run(Operation.PROCESS, count, sink);
        }
    }

    @Override
    void sync(OutputSink sink) throws IOException {
        run(Operation.FLUSH, 0, sink);
    }

    @Override
    void finish(OutputSink sink) throws IOException {
        run(Operation.FINISH, 0, sink);
    }

    @Override
    void free() {
        wrapper.destroy();
    }

    private void run(Operation operation, int inputBytes, OutputSink sink) throws IOException {
        wrapper.push(operation, inputBytes);
        while (true) {
            if (!wrapper.isSuccess()) {
                throw new IOException("the encoder of br failed; it may have no memory");
            } else if (wrapper.hasMoreOutput()) {
                give(wrapper.pull(), sink);
            } else if (wrapper.hasRemainingInput() || operation == Operation.FINISH && !wrapper.isFinished()) {
                wrapper.push(operation, 0);
            } else {
                return;
            }
        }
    }

    private void give(ByteBuffer output, OutputSink sink) throws IOException {
        while (output.hasRemaining()) {
            int count = Math.min(output.remaining(), BUFFER_BYTES);
            output.get(buffer, 0, count);
            sink.write(buffer, 0, count);
        }
    }
}
