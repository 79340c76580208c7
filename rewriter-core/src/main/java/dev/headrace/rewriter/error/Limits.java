package dev.headrace.rewriter.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one document may ask for. A document that reaches a limit is not rewritten any further
 * ({@link LimitException}).
 *
 * @param maxMemory bytes held for one document: source of the token under way, of text that someone wants whole, and
 *     input that waits for an asynchronous handler; what handlers put in is not counted; at most 1 GiB; default 16 MiB
 * @param maxOpenElements how deep elements may be nested; each takes some 64 bytes, and 128 more if handlers matched it;
 *     default 131,072
 * @param maxAttributes attributes of one tag; default 65,536
 * @param maxWholeText bytes of a text node that a handler wants whole; default 1 MiB
 * @param maxReconstructedElements formatting elements that the parser makes again, or moves, because of misnested tags
 *     (WHATWG HTML §13.2.4.3, §13.2.6.4.7), the one part of parsing that is not linear; default 10,000,000
 * @param maxHandlerWait how long an asynchronous handler, or content that is published, may take; default 30 seconds
 * @param maxWork how long the rewriter and its handlers may work on the document in all, time that they wait not counted; looked at
 *     between chunks; null, the default, for any time
 */
public record Limits(
        long maxMemory,
        int maxOpenElements,
        int maxAttributes,
        long maxWholeText,
        long maxReconstructedElements,
        Duration maxHandlerWait,
        @Nullable Duration maxWork) {
    private static final long HIGHEST_MEMORY = 1L << 30;

    /** The defaults. */
    public static final Limits DEFAULT =
            new Limits(16L << 20, 131_072, 65_536, 1L << 20, 10_000_000, Duration.ofSeconds(30), null);

    /** Refuses limits that are not positive, or too high. */
    public Limits {
        positive("maxMemory", maxMemory);
        positive("maxOpenElements", maxOpenElements);
        positive("maxAttributes", maxAttributes);
        positive("maxWholeText", maxWholeText);
        positive("maxReconstructedElements", maxReconstructedElements);
        positive("maxHandlerWait", maxHandlerWait.toNanos());
        if (maxWork != null) {
            positive("maxWork", maxWork.toNanos());
        }
        if (maxMemory > HIGHEST_MEMORY) {
            throw new IllegalArgumentException("maxMemory must be at most " + HIGHEST_MEMORY + ", not " + maxMemory);
        }
    }

    /** These limits with another {@link #maxMemory}. */
    public Limits withMaxMemory(long bytes) {
        return new Limits(
                bytes, maxOpenElements, maxAttributes, maxWholeText, maxReconstructedElements, maxHandlerWait, maxWork);
    }

    /** These limits with another {@link #maxOpenElements}. */
    public Limits withMaxOpenElements(int elements) {
        return new Limits(
                maxMemory, elements, maxAttributes, maxWholeText, maxReconstructedElements, maxHandlerWait, maxWork);
    }

    /** These limits with another {@link #maxAttributes}. */
    public Limits withMaxAttributes(int attributes) {
        return new Limits(
                maxMemory,
                maxOpenElements,
                attributes,
                maxWholeText,
                maxReconstructedElements,
                maxHandlerWait,
                maxWork);
    }

    /** These limits with another {@link #maxWholeText}. */
    public Limits withMaxWholeText(long bytes) {
        return new Limits(
                maxMemory, maxOpenElements, maxAttributes, bytes, maxReconstructedElements, maxHandlerWait, maxWork);
    }

    /** These limits with another {@link #maxHandlerWait}. */
    public Limits withMaxHandlerWait(Duration wait) {
        return new Limits(
                maxMemory, maxOpenElements, maxAttributes, maxWholeText, maxReconstructedElements, wait, maxWork);
    }

    /** These limits with another {@link #maxWork}. */
    public Limits withMaxWork(@Nullable Duration work) {
        return new Limits(
                maxMemory,
                maxOpenElements,
                maxAttributes,
                maxWholeText,
                maxReconstructedElements,
                maxHandlerWait,
                work);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
