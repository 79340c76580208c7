package dev.headrace.rewriter.engine;

import java.util.Arrays;

/**
 * Where the bytes that a session walks came from. A document in an ASCII-compatible encoding is walked as it is, behind its
 * byte order mark; one in another encoding as UTF-8, its characters noted here for as long as they are walked. Neighbours of
 * one size in both forms make one run, so that a long token in one script costs next to nothing.
 */
final class SourceOffsets {
    private static final long[] NONE = {};

    private final long skipped;

    /** Source bytes of an ASCII character; 0 if the document is walked as it is. */
    private final int asciiBytes;

    /** Of each run: where its last character ends. */
    private long[] walkedEnds = NONE;

    private long[] sourceEnds = NONE;

    /** Of each run: how long each of its characters is. */
    private long[] walkedSizes = NONE;

    private long[] sourceSizes = NONE;

    private long[] characters = NONE;
    private int runs;
    private long walkedEnd;
    private long sourceEnd;

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

    /** What is kept, in bytes. */
    long bytes() {
        return walkedEnds.length * 5L * Long.BYTES;
    }

    /** Notes that so many source bytes gave so many walked bytes, both counted from the first behind the byte order mark. */
    void note(long source, long walked) {
        long walkedSize = walked - walkedEnd;
        long sourceSize = source - sourceEnd;
        int last = runs - 1;
        if (last < 0 || walkedSizes[last] != walkedSize || sourceSizes[last] != sourceSize) {
            last = runs++;
            makeRoom();
            walkedSizes[last] = walkedSize;
            sourceSizes[last] = sourceSize;
            characters[last] = 0;
        }
        walkedEnds[last] = walked;
        sourceEnds[last] = source;
        characters[last]++;
        walkedEnd = walked;
        sourceEnd = source;
    }

    private void makeRoom() {
        if (runs > walkedEnds.length) {
            int room = Math.max(16, runs * 2);
            walkedEnds = Arrays.copyOf(walkedEnds, room);
            sourceEnds = Arrays.copyOf(sourceEnds, room);
            walkedSizes = Arrays.copyOf(walkedSizes, room);
            sourceSizes = Arrays.copyOf(sourceSizes, room);
            characters = Arrays.copyOf(characters, room);
        }
    }

    /** Forgets what was in front of this walked byte. */
    void forget(long walked) {
        if (runs == 0) {
            return;
        }
        int gone = Math.max(0, Math.min(runAt(walked), runs - 1));
        if (gone > 0) {
            runs -= gone;
            System.arraycopy(walkedEnds, gone, walkedEnds, 0, runs);
            System.arraycopy(sourceEnds, gone, sourceEnds, 0, runs);
            System.arraycopy(walkedSizes, gone, walkedSizes, 0, runs);
            System.arraycopy(sourceSizes, gone, sourceSizes, 0, runs);
            System.arraycopy(characters, gone, characters, 0, runs);
        }
    }

    /** Where the ASCII character that starts at this walked byte starts in the source. */
    long start(long walked) {
        if (asciiBytes == 0) {
            return skipped + walked;
        }
        int run = runAt(walked + 1);
        return run < runs ? skipped + sourceEnd(run, walked + 1) - asciiBytes : end(walked);
    }

    /** Where the character that ends at this walked byte ends in the source. */
    long end(long walked) {
        if (asciiBytes == 0) {
            return skipped + walked;
        }
        int run = runAt(walked);
        return skipped + (run < runs ? sourceEnd(run, walked) : sourceEnd);
    }

    /** Where the run's first character that does not end in front of this walked byte ends in the source. */
    private long sourceEnd(int run, long walked) {
        long behind = Math.min((walkedEnds[run] - walked) / walkedSizes[run], characters[run] - 1);
        return sourceEnds[run] - behind * sourceSizes[run];
    }

    /** The first run that does not end in front of this walked byte. */
    private int runAt(long walked) {
        int index = Arrays.binarySearch(walkedEnds, 0, runs, walked);
        return index < 0 ? -1 - index : index;
    }
}
