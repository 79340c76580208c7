package dev.headrace.adapter.coding;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.util.zip.Deflater;

/** Does deflate, in the zlib format (RFC 9110 §8.4.1.2, RFC 1950). */
class DeflateEncoder extends PushedEncoder {
    private final Deflater deflater;

    DeflateEncoder(int level) {
        this(level, false);
    }

    /** @param bare without zlib's header and trailer */
    DeflateEncoder(int level, boolean bare) {
        deflater = new Deflater(level, bare);
    }

    @Override
    void encode(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput()) {
            deflate(Deflater.NO_FLUSH, sink);
        }
        // The array is the caller's again.
        deflater.setInput(PulledDecoder.NO_BYTES);
    }

    @Override
    void sync(OutputSink sink) throws IOException {
        while (deflate(Deflater.SYNC_FLUSH, sink) == BUFFER_BYTES) {
            // A full buffer may have left something.
        }
    }

    @Override
    void finish(OutputSink sink) throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            deflate(Deflater.NO_FLUSH, sink);
        }
    }

    @Override
    void free() {
        deflater.end();
    }

    /** How many bytes were written, modulo 2^32. */
    final int inputBytes() {
        return (int) deflater.getBytesRead();
    }

    private int deflate(int flush, OutputSink sink) throws IOException {
        int count = deflater.deflate(buffer, 0, BUFFER_BYTES, flush);
        if (count > 0) {
            sink.write(buffer, 0, count);
        }
        return count;
    }
}
