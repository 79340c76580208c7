package dev.headrace.adapter.exchange;

import dev.headrace.adapter.report.ContentDifference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Compares two documents that come in pieces, each in its own time.
 *
 * <p>What one is ahead of the other is kept, up to {@link #MOST_AHEAD_BYTES}. Beyond that only lengths and checksums are: whether the
 * documents differ is still known then, but not where. Behind the first difference nothing is kept but lengths.
 */
final class OutputComparison {
    static final int MOST_AHEAD_BYTES = 128 * 1024;

    private static final int SAMPLE_BEFORE_BYTES = 80;
    private static final int SAMPLE_BEHIND_BYTES = 120;
    private static final byte[] NONE = {};

    final Side live = new Side();
    final Side candidate = new Side();

    /** What one side is ahead. */
    private byte[] ahead = NONE;

    private int start;
    private int end;
    private Side holder = live;

    /** How many bytes are known to be equal, and the last of them. */
    private long equal;

    private byte[] last = NONE;
    private boolean different;
    private boolean summed;

    /** One of the two documents. */
    static final class Side {
        private final CRC32C sum = new CRC32C();
        private byte[] sample = NONE;
        private long bytes;

        /** How many bytes have come. */
        long bytes() {
            return bytes;
        }

        private void sample(byte[] from, int offset, int length) {
            int taken = Math.min(length, SAMPLE_BEHIND_BYTES - sample.length);
            if (taken > 0) {
                int before = sample.length;
                sample = Arrays.copyOf(sample, before + taken);
                System.arraycopy(from, offset, sample, before, taken);
            }
        }
    }

    void live(byte[] bytes, int offset, int length) {
        take(live, candidate, bytes, offset, length);
    }

    void candidate(byte[] bytes, int offset, int length) {
        take(candidate, live, bytes, offset, length);
    }

    private void take(Side side, Side other, byte[] bytes, int offset, int length) {
        side.bytes += length;
        if (different) {
            side.sample(bytes, offset, length);
            return;
        }
        if (summed) {
            side.sum.update(bytes, offset, length);
            return;
        }
        if (holder == side || start == end) {
            hold(side, bytes, offset, length);
            return;
        }
        int common = Math.min(length, end - start);
        int mismatch = Arrays.mismatch(bytes, offset, offset + common, ahead, start, start + common);
        int same = mismatch < 0 ? common : mismatch;
        start += same;
        equal += same;
        if (start == end) {
            forget();
        }
        if (mismatch >= 0) {
            different = true;
            remember();
            side.sample(bytes, offset + same, length - same);
            other.sample(ahead, start, end - start);
            ahead = NONE;
        } else if (length > same) {
            hold(side, bytes, offset + same, length - same);
        }
    }

    /** Makes room by letting go of what was equal, but for the last of it. */
    private void forget() {
        remember();
        System.arraycopy(ahead, start, ahead, 0, end - start);
        end -= start;
        start = 0;
    }

    /** Keeps the last of what was equal, of which the bytes before {@link #start} are not in {@link #last} yet. */
    private void remember() {
        int taken = Math.min(start, SAMPLE_BEFORE_BYTES);
        int kept = Math.min(last.length, SAMPLE_BEFORE_BYTES - taken);
        byte[] now = Arrays.copyOfRange(last, last.length - kept, last.length + taken);
        System.arraycopy(ahead, start - taken, now, kept, taken);
        last = now;
    }

    private void hold(Side side, byte[] bytes, int offset, int length) {
        int held = end - start;
        if (held + length > MOST_AHEAD_BYTES) {
            summed = true;
            side.sum.update(ahead, start, held);
            side.sum.update(bytes, offset, length);
            ahead = NONE;
            return;
        }
        if (end + length > ahead.length) {
            forget();
            if (held + length > ahead.length) {
                ahead = Arrays.copyOf(ahead, Math.min(MOST_AHEAD_BYTES, Math.max(1024, 2 * (held + length))));
            }
        }
        System.arraycopy(bytes, offset, ahead, end, length);
        end += length;
        holder = side;
    }

    /**
     * Where the documents differ, as far as they have come; null if they do not.
     *
     * @param complete whether both have come to their ends, so that one that is longer differs
     */
    @Nullable
    ContentDifference difference(boolean complete) {
        if (summed) {
            boolean sameEnd = live.bytes == candidate.bytes && live.sum.getValue() == candidate.sum.getValue();
            return sameEnd || !complete ? null : new ContentDifference(equal, false, "", "");
        }
        if (!different && complete && end > start) {
            different = true;
            remember();
            holder.sample(ahead, start, end - start);
        }
        return different ? new ContentDifference(equal, true, text(live), text(candidate)) : null;
    }

    private String text(Side side) {
        byte[] all = Arrays.copyOf(last, last.length + side.sample.length);
        System.arraycopy(side.sample, 0, all, last.length, side.sample.length);
        return new String(all, StandardCharsets.UTF_8);
    }
}
