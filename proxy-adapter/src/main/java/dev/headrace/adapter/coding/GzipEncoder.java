package dev.headrace.adapter.coding;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Does gzip (RFC 1952), in one member. */
final class GzipEncoder extends DeflateEncoder {
    /** No flags, no time, unknown system: the same content gives the same bytes. */
    private static final byte[] HEADER = {GzipHeader.ID1, (byte) GzipHeader.ID2, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private static final int TRAILER_BYTES = 8;

    private final CRC32 check = new CRC32();
    private boolean begun;

    GzipEncoder(int level) {
        super(level, true);
    }

    @Override
    void encode(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        begin(sink);
        check.update(bytes, offset, length);
        super.encode(bytes, offset, length, sink);
    }

    @Override
    void finish(OutputSink sink) throws IOException {
        begin(sink);
        super.finish(sink);
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt((int) check.getValue()).putInt(inputBytes());
        sink.write(trailer.array(), 0, TRAILER_BYTES);
    }

    private void begin(OutputSink sink) throws IOException {
        if (!begun) {
            begun = true;
            // A copy, so that a sink that writes into the array spoils this stream's only.
            System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
            sink.write(buffer, 0, HEADER.length);
        }
    }
}
