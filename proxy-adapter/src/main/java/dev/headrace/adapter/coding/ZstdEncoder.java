package dev.headrace.adapter.coding;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Does zstd (RFC 8878, within RFC 9659), in one frame. */
final class ZstdEncoder extends PushedEncoder {
    static final int DEFAULT_LEVEL = 3;

    /** A window of 256 KB: with 2 MB, as usual at level 3, pages get 4 % smaller, and an open response may hold 1.8 MB more. */
    private static final int WINDOW_LOG = 18;

    /**
     * The size of the tables, at the default level and above it. The library would have them fit a much larger window: at level 3
     * this is half of what is usual, pages get no larger, and an open response holds 0.4 MB less; at level 9, 1.2 MB do what 11 MB
     * would, and at level 19, 2 MB what 83 MB would.
     */
    private static final int DEFAULT_HASH_LOG = 16;

    private static final int DEFAULT_CHAIN_LOG = 15;
    private static final int TABLE_LOG = 17;

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdEncoder(int level) {
        context.setLevel(level).setWindowLog(WINDOW_LOG);
        if (level == DEFAULT_LEVEL) {
            context.setHashLog(DEFAULT_HASH_LOG).setChainLog(DEFAULT_CHAIN_LOG);
        } else if (level > DEFAULT_LEVEL) {
            context.setHashLog(TABLE_LOG).setChainLog(TABLE_LOG);
        }
    }

    @Override
    void encode(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
        while (source.hasRemaining()) {
            compress(source, EndDirective.CONTINUE, sink);
        }
    }

    @Override
    void sync(OutputSink sink) throws IOException {
        ByteBuffer nothing = ByteBuffer.wrap(PulledDecoder.NO_BYTES);
        while (!compress(nothing, EndDirective.FLUSH, sink)) {
            // The buffer was too small for all.
        }
    }

    @Override
    void finish(OutputSink sink) throws IOException {
        ByteBuffer nothing = ByteBuffer.wrap(PulledDecoder.NO_BYTES);
        while (!compress(nothing, EndDirective.END, sink)) {
            // The buffer was too small for all.
        }
    }

    @Override
    void free() {
        context.close();
    }

    /** Whether the context holds nothing that the directive would have it give. */
    private boolean compress(ByteBuffer source, EndDirective directive, OutputSink sink) throws IOException {
        ByteBuffer output = ByteBuffer.wrap(buffer);
        boolean done;
        try {
            done = context.compressByteBufferStream(output, source, directive);
        } catch (ZstdException e) {
            throw new IOException("the encoder of zstd failed: " + e.getMessage(), e);
        }
        if (output.position() > 0) {
            sink.write(buffer, 0, output.position());
        }
        return done;
    }
}
