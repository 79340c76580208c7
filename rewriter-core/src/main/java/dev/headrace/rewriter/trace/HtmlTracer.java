package dev.headrace.rewriter.trace;

import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.EncodingSniffer;
import dev.headrace.rewriter.encoding.StreamingDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parses a document and tells what it sees, token by token. */
public final class HtmlTracer {
    private static final int CHUNK_BYTES = 16 * 1024;

    private HtmlTracer() {}

    /**
     * Traces a document, chunk by chunk, holding no more than its longest tag or comment. What is implied by a token is told before
     * it. Text comes in parts, cut where chunks end. Offsets into a document that is not in an ASCII-compatible encoding are those of
     * its form in UTF-8.
     *
     * @param charset the label of the encoding that came with the document, or null to find it in the document
     * @throws IllegalArgumentException if no encoding has this label
     * @throws IOException of the stream, which is not closed
     * @throws dev.headrace.rewriter.error.LimitException if elements are nested deeper than the default limits allow
     */
    public static void trace(InputStream in, @Nullable String charset, Consumer<TraceEvent> events) throws IOException {
        byte[] head = in.readNBytes(Math.max(CHUNK_BYTES, EncodingSniffer.PRESCAN_BYTES));
        EncodingSniffer.Result found = new EncodingSniffer(declared(charset)).sniff(head, 0, head.length, true);
        if (found == null) {
            throw new IllegalStateException("the encoding is not decided at the end of input");
        }
        int mark = found.byteOrderMarkLength();
        boolean direct = found.encoding().isAsciiCompatible();
        TraceSession session = new TraceSession(direct ? found.encoding() : Encoding.UTF_8, mark, events);
        StreamingDecoder decoder = new StreamingDecoder(found.encoding());
        ByteOutput utf8 = new ByteOutput();
        int offset = mark;
        for (byte[] chunk = head; chunk.length > 0; chunk = in.readNBytes(CHUNK_BYTES)) {
            if (direct) {
                session.feed(chunk, offset, chunk.length - offset);
            } else {
                decoder.decode(chunk, offset, chunk.length, utf8);
                session.feed(utf8.array(), 0, utf8.size());
                utf8.reset();
            }
            offset = 0;
        }
        if (!direct) {
            decoder.finish(utf8);
            session.feed(utf8.array(), 0, utf8.size());
        }
        session.finish();
    }

    private static @Nullable Encoding declared(@Nullable String charset) {
        if (charset == null) {
            return null;
        }
        Encoding encoding = Encoding.forLabel(charset);
        if (encoding == null) {
            throw new IllegalArgumentException("no encoding has the label \"" + charset + "\"");
        }
        return encoding;
    }
}
