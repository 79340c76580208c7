package dev.headrace.rewriter.io;

import java.io.IOException;

/** Takes the rewritten document, in order. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes bytes. The array is the rewriter's, or the one that was just written to the stream: it must not be changed, and its
     * content is valid during the call only.
     *
     * @throws IOException if nothing more can be taken; the stream then fails with a {@code SinkException}, and no handler is
     *     called any more
     */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
