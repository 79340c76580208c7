package dev.headrace.adapter.coding;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;

/**
 * Does one content coding, in pieces of any size.
 *
 * <p>For one thread. Holds native memory until it is closed. An exception is one of the sink's: what it was given before may have
 * been lost, so that all but {@link #close} throws an {@link IllegalStateException} from then on, as it does after {@link #end}
 * or {@code close}.
 */
public interface ContentEncoder extends AutoCloseable {
    /** Takes bytes; what is decided of their code goes to the sink. The array is not kept. */
    void write(byte[] bytes, int offset, int length, OutputSink sink) throws IOException;

    /** Gives the sink all that is needed to decode what was written so far; nothing, if nothing was written since the last time. */
    void flush(OutputSink sink) throws IOException;

    /** Ends the coded content. */
    void end(OutputSink sink) throws IOException;

    /** Frees what is held. Does nothing if it was closed before. */
    @Override
    void close();
}
