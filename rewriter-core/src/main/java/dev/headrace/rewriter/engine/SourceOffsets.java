package dev.headrace.rewriter.engine;

import java.util.Arrays;

/**
 * Where the bytes that a session walks came from. A document in an ASCII-compatible encoding is walked as it is, behind its
 * byte order mark; one in another encoding as UTF-8, character by character noted here for as long as it is walked.
 */
final class SourceOffsets {
    private final long skipped;

    /** Source bytes of an ASCII character; 0 if the document is walked as it is. */
    private final int asciiBytes;

    private long[] walkedEnds = new long[0];
    private long[] sourceEnds = new long[0];
    private int count;

    private SourceOffsets(long skipped, int asciiBytes) {
        this.skipped = skipped;
        this.asciiBytes = asciiBytes;
    }

    static SourceOffsets behind(int byteOrderMark) {
        return new SourceOffsets(byteOrderMark, 0);
    }

    static SourceOffsets transcoded(int byteOrderMark, int asciiBytes) {
        return new SourceOffsets(byteOrderMark, asciiBytes);
    }

    /** Notes that so many source bytes gave so many walked bytes, both counted from the first behind the byte order mark. */
    void note(long source, long walked) {
        if (count == walkedEnds.length) {
            walkedEnds = Arrays.copyOf(walkedEnds, Math.max(64, count * 2));
            sourceEnds = Arrays.copyOf(sourceEnds, walkedEnds.length);
        }
        walkedEnds[count] = walked;
        sourceEnds[count++] = source;
    }

    /** Forgets what was in front of this walked byte. */
    void forget(long walked) {
        if (asciiBytes > 0) {
            int gone = Math.max(0, firstAt(walked) - 1);
            System.arraycopy(walkedEnds, gone, walkedEnds, 0, count - gone);
            System.arraycopy(sourceEnds, gone, sourceEnds, 0, count - gone);
            count -= gone;
        }
    }

    /** Where the ASCII character that starts at this walked byte starts in the source. */
    long start(long walked) {
        if (asciiBytes == 0) {
            return skipped + walked;
        }
        int index = firstAt(walked + 1);
        return index < count ? skipped + sourceEnds[index] - asciiBytes : end(walked);
    }

    /** Where the character that ends at this walked byte ends in the source. */
    long end(long walked) {
        if (asciiBytes == 0) {
            return skipped + walked;
        }
        int index = firstAt(walked);
        return index < count ? skipped + sourceEnds[index] : skipped + (count == 0 ? 0 : sourceEnds[count - 1]);
    }

    /** The first note whose walked end is not less than this. */
    private int firstAt(long walked) {
        int index = Arrays.binarySearch(walkedEnds, 0, count, walked);
        return index < 0 ? -1 - index : index;
    }
}
