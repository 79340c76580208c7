package dev.headrace.rewriter.io;

import dev.headrace.rewriter.error.RewriteException;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one document's stream, so far.
 *
 * @param bytesIn bytes taken
 * @param bytesOut bytes given to the sink
 * @param bytesBuffered bytes of source held now, because what they are is not decided yet
 * @param maxBytesBuffered the most that were held at the end of any call
 * @param elements elements that the parser inserted, implied ones included
 * @param matches how often a selector matched an element
 * @param encoding the encoding's name in the Encoding Standard, or null while it is not known
 * @param failure why the rest of the document passed as it was, or null if it did not
 */
public record Statistics(
        long bytesIn,
        long bytesOut,
        long bytesBuffered,
        long maxBytesBuffered,
        long elements,
        long matches,
        @Nullable String encoding,
        @Nullable RewriteException failure) {}
