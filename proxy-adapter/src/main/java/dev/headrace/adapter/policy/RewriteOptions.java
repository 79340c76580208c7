package dev.headrace.adapter.policy;

import dev.headrace.adapter.coding.ContentCoding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How responses are rewritten, and what one may cost.
 *
 * @param levels the level at which a coding is done again; {@link ContentCoding#defaultLevel()} for those that are not in it
 * @param maxExpansion how many bytes one coded byte may expand to, on average over a response, once it has expanded to more than
 *     {@link #EXPANSION_GRACE_BYTES}; default 200
 * @param maxDecodedBytes how many bytes a coded response may expand to in all; default 4 GiB
 * @param coalescedBytes small pieces of output are gathered up to so many bytes, if no flush comes before; default 8,192
 * @param maxQueuedBytes how many bytes of responses may wait because the channel is not writable, or because a handler is being
 *     waited for; a single message may be larger. One that comes when so many wait already makes the response fail, or, if it is a
 *     handler that is being waited for, goes on to the rewriter and its {@code Limits.maxMemory}; default 8 MiB
 * @param responseHeader the name of a header field that tells what was done ({@code rewritten}, {@code skipped;
 *     reason=no-transform}); a response that comes with {@code rewritten} in it is left alone; null, the default, for none
 * @param writabilityIndex the user-defined writability flag (1 to 31) that makes the channel look unwritable while a handler is being
 *     waited for; no other handler may use it; default 31
 * @param reset how a stream is reset; default {@link StreamReset#CLOSE}
 */
public record RewriteOptions(
        Map<ContentCoding, Integer> levels,
        int maxExpansion,
        long maxDecodedBytes,
        int coalescedBytes,
        long maxQueuedBytes,
        @Nullable String responseHeader,
        int writabilityIndex,
        StreamReset reset) {
    /** Up to so many bytes a response may expand at any ratio. */
    public static final long EXPANSION_GRACE_BYTES = 4L << 20;

    /** The defaults. */
    public static final RewriteOptions DEFAULT =
            new RewriteOptions(Map.of(), 200, 4L << 30, 8192, 8L << 20, null, 31, StreamReset.CLOSE);

    /** Refuses levels that a coding does not have, numbers that are not positive, and flags that do not exist. */
    public RewriteOptions {
        levels = Map.copyOf(levels);
        levels.forEach(RewriteOptions::checkLevel);
        positive("maxExpansion", maxExpansion);
        positive("maxDecodedBytes", maxDecodedBytes);
        positive("coalescedBytes", coalescedBytes);
        positive("maxQueuedBytes", maxQueuedBytes);
        if (writabilityIndex < 1 || writabilityIndex > 31) {
            throw new IllegalArgumentException("writabilityIndex must be 1 to 31, not " + writabilityIndex);
        }
    }

    /** The level at which a coding is done again. */
    public int level(ContentCoding coding) {
        return levels.getOrDefault(coding, coding.defaultLevel());
    }

    /** These options with other {@link #levels}. */
    public RewriteOptions withLevels(Map<ContentCoding, Integer> others) {
        return new RewriteOptions(
                others,
                maxExpansion,
                maxDecodedBytes,
                coalescedBytes,
                maxQueuedBytes,
                responseHeader,
                writabilityIndex,
                reset);
    }

    /** These options with another {@link #maxExpansion} and another {@link #maxDecodedBytes}. */
    public RewriteOptions withExpansion(int ratio, long bytes) {
        return new RewriteOptions(
                levels, ratio, bytes, coalescedBytes, maxQueuedBytes, responseHeader, writabilityIndex, reset);
    }

    /** These options with other {@link #coalescedBytes}. */
    public RewriteOptions withCoalescedBytes(int bytes) {
        return new RewriteOptions(
                levels, maxExpansion, maxDecodedBytes, bytes, maxQueuedBytes, responseHeader, writabilityIndex, reset);
    }

    /** These options with other {@link #maxQueuedBytes}. */
    public RewriteOptions withMaxQueuedBytes(long bytes) {
        return new RewriteOptions(
                levels, maxExpansion, maxDecodedBytes, coalescedBytes, bytes, responseHeader, writabilityIndex, reset);
    }

    /** These options with another {@link #responseHeader}. */
    public RewriteOptions withResponseHeader(@Nullable String name) {
        return new RewriteOptions(
                levels, maxExpansion, maxDecodedBytes, coalescedBytes, maxQueuedBytes, name, writabilityIndex, reset);
    }

    /** These options with another {@link #writabilityIndex}. */
    public RewriteOptions withWritabilityIndex(int index) {
        return new RewriteOptions(
                levels, maxExpansion, maxDecodedBytes, coalescedBytes, maxQueuedBytes, responseHeader, index, reset);
    }

    /** These options with another {@link #reset}. */
    public RewriteOptions withReset(StreamReset other) {
        return new RewriteOptions(
                levels,
                maxExpansion,
                maxDecodedBytes,
                coalescedBytes,
                maxQueuedBytes,
                responseHeader,
                writabilityIndex,
                other);
    }

    private static void checkLevel(ContentCoding coding, int level) {
        if (level < coding.minLevel() || level > coding.maxLevel()) {
            throw new IllegalArgumentException("levels of " + coding.token() + " are " + coding.minLevel() + " to "
                    + coding.maxLevel() + ", not " + level);
        }
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
