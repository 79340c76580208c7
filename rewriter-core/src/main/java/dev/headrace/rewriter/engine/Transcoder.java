package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.StreamingDecoder;
import dev.headrace.rewriter.encoding.StreamingEncoder;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;

/** Brings a document in an encoding that is not ASCII-compatible to UTF-8, and the rewritten one back. */
final class Transcoder implements OutputSink {
    final SourceOffsets offsets;
    private final OutputSink sink;
    private final StreamingDecoder decoder;
    private final StreamingEncoder encoder;
    private final ByteOutput decoded = new ByteOutput();
    private final ByteOutput encoded = new ByteOutput();
    private long source;
    private long walked;
    private long bytesOut;

    Transcoder(Encoding encoding, OutputSink sink, int byteOrderMark) {
        this.sink = sink;
        decoder = new StreamingDecoder(encoding);
        encoder = new StreamingEncoder(encoding);
        int asciiBytes = encoding.equals(Encoding.ISO_2022_JP) ? 1 : 2;
        offsets = SourceOffsets.transcoded(byteOrderMark, asciiBytes);
    }

    /** The next bytes as UTF-8; the result holds until the next call. */
    ByteOutput decode(byte[] bytes, int offset, int length) {
        decoded.reset();
        for (int i = offset; i < offset + length; i++) {
            int before = decoded.size();
            decoder.decode(bytes, i, i + 1, decoded);
            source++;
            if (decoded.size() > before) {
                offsets.note(source, walked + decoded.size());
            }
        }
        walked += decoded.size();
        return decoded;
    }

    ByteOutput finishDecoding() {
        decoded.reset();
        decoder.finish(decoded);
        return decoded;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        encoder.encode(bytes, offset, offset + length, encoded);
        give();
    }

    void finishEncoding() throws IOException {
        encoder.finish(encoded);
        give();
    }

    long bytesOut() {
        return bytesOut;
    }

    private void give() throws IOException {
        int size = encoded.size();
        if (size > 0) {
            bytesOut += size;
            sink.write(encoded.array(), 0, size);
            encoded.reset();
        }
    }
}
