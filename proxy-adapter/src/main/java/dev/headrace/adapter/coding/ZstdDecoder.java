package dev.headrace.adapter.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Undoes zstd (RFC 8878, within RFC 9659): any number of frames, skippable ones among them. */
final class ZstdDecoder extends PulledDecoder {
    private final ZstdDecompressCtx context;
    private final ZstdFrameHeader header = new ZstdFrameHeader(this);
    private boolean inFrame;
    /** Whether the context may hold decoded bytes, since it filled what it was last given. */
    private boolean holding;

    ZstdDecoder() {
        super(ContentCoding.ZSTD);
        context = new ZstdDecompressCtx();
    }

    @Override
    int decode(byte[] into, int offset, int length) throws CodingException {
        ByteBuffer output = ByteBuffer.wrap(into, offset, length);
        while (true) {
            if (!inFrame) {
                if (!takeHeader()) {
                    return 0;
                }
                decompress(output, ByteBuffer.wrap(header.bytes(), 0, header.count()));
            } else if (position < limit || holding) {
                ByteBuffer source = ByteBuffer.wrap(input, position, limit - position);
                decompress(output, source);
                position = source.position();
            } else {
                return 0;
            }
            int count = output.position() - offset;
            if (count > 0) {
                return count;
            }
        }
    }

    @Override
    boolean isAtEnd() {
        return !inFrame && header.count() == 0;
    }

    @Override
    void free() {
        context.close();
    }

    private boolean takeHeader() throws CodingException {
        while (!header.isEnd()) {
            if (position == limit) {
                return false;
            }
            header.take(input[position++]);
        }
        return true;
    }

    private void decompress(ByteBuffer output, ByteBuffer source) throws CodingException {
        try {
            inFrame = !context.decompressByteBufferStream(output, source);
        } catch (ZstdException e) {
            throw wrong("the compressed data (RFC 8878) is invalid (" + e.getMessage() + ")", e);
        }
        holding = inFrame && !output.hasRemaining();
        if (!inFrame) {
            header.reset();
        }
    }
}
