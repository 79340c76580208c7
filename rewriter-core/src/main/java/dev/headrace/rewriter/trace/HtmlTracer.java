package dev.headrace.rewriter.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parses a document and tells what it sees, token by token. Not safe for use by several threads at once. */
public final class HtmlTracer {
    private HtmlTracer() {}

    /**
     * Traces a document, chunk by chunk, in constant memory.
     *
     * @param charset the label of the encoding that came with the document, or null to find it in the document
     * @throws IllegalArgumentException if no encoding has this label
     */
    public static void trace(InputStream in, @Nullable String charset, Consumer<TraceEvent> events) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }
}
