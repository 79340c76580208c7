package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.TextChunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a piece of text, copied once for all features that look at it, and looked at eight at a time, as the lanes of a {@code long}: a page has a
 * piece for nearly every tag, and there is nothing to do in most.
 */
final class TextBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;

    /** Stands behind the text up to a whole step, and is nothing that anybody looks for. */
    private static final long FILLER = '.' * LANES;

    private static final int LEAST_ROOM = 2048;
    private static final int KEPT_ROOM = 64 * 1024;

    private byte[] bytes = new byte[LEAST_ROOM];
    private int length;

    /** Takes the bytes of a piece of text, as it is now. */
    void read(TextChunk chunk) {
        int wanted = chunk.byteLength() + Long.BYTES;
        if (wanted > bytes.length || bytes.length > KEPT_ROOM) {
            bytes = new byte[Math.max(wanted, LEAST_ROOM)];
        }
        chunk.getBytes(bytes);
        cut(wanted - Long.BYTES);
    }

    /** The text ends here. */
    void cut(int newLength) {
        length = newLength;
        LONGS.set(bytes, newLength, FILLER);
    }

    /** What holds the bytes, from its start; may be changed. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether one of two ASCII characters is there; in encodings with several bytes for a character it may only seem so. */
    boolean hasEither(char one, char other) {
        for (int at = 0; at < length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            if ((equal(eight, one) | equal(eight, other)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Up to where, in whole steps, there are neither two whitespace characters side by side nor others than spaces and line feeds. */
    int usualWhitespaceEnd(boolean behindWhitespace) {
        long before = behindWhitespace ? 0x80 : 0;
        for (int at = 0; at < length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            long usual = equal(eight, ' ') | equal(eight, '\n');
            if ((controls(eight) & ~usual | usual & (usual << 8 | before)) != 0) {
                return at;
            }
            before = usual >>> 56;
        }
        return length;
    }

    /** The highest bit of each lane that has this character. */
    private static long equal(long eight, char character) {
        long different = eight ^ character * LANES;
        return ~((different & LOWS) + LOWS | different) & HIGHS;
    }

    /** The highest bit of each lane that is less than a space. */
    private static long controls(long eight) {
        return ~((eight & LOWS) + (0x80 - ' ') * LANES | eight) & HIGHS;
    }
}
