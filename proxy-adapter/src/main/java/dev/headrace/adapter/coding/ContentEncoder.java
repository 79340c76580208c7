package dev.headrace.adapter.coding;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;

/**
 * Does one content coding, in pieces of any size.
 *
 * <p>For one thread. Holds native memory until it is closed. An exception is one of the sink's.
 */
public interface ContentEncoder extends AutoCloseable {
    /** Takes bytes; what is decided of their code goes to the sink. */
    void write(byte[] bytes, int offset, int length, OutputSink sink) throws IOException;

    /** Gives the sink all that is needed to decode what was written so far. */
    void flush(OutputSink sink) throws IOException;

    /** Ends the coded content. */
    void end(OutputSink sink) throws IOException;

    @Override
    void close();
}
