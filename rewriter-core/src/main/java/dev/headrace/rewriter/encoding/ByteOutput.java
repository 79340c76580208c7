package dev.headrace.rewriter.encoding;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growable byte array that is written to the end of, and reused after {@link #reset()}. Not for use by two threads.
 */
public final class ByteOutput {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private byte[] array;
    private int size;

    /** An empty output with room for 256 bytes. */
    public ByteOutput() {
        this(256);
    }

    /** An empty output with room for {@code capacity} bytes before it grows. */
    public ByteOutput(int capacity) {
        array = new byte[capacity];
    }

    /** Appends one byte: the low eight bits of {@code b}. */
    public void writeByte(int b) {
        if (size == array.length) {
            grow(1);
        }
        array[size++] = (byte) b;
    }

    /** Appends {@code length} bytes of {@code source} from {@code offset}. */
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (array.length - size < length) {
            grow(length);
        }
        System.arraycopy(source, offset, array, size, length);
        size += length;
    }

    /**
     * Appends the characters of {@code s} from {@code from} up to the first that is not ASCII, as bytes of ASCII; returns the
     * index of that one, or the length of {@code s}.
     */
    public int writeAscii(String s, int from) {
        int length = s.length();
        byte[] to = room(length - from);
        int at = size;
        int i = from;
        while (i < length) {
            char c = s.charAt(i);
            if (c >= 0x80) {
                break;
            }
            to[at++] = (byte) c;
            i++;
        }
        size = at;
        return i;
    }

    /** The array, with room for so many bytes behind {@link #size}; they count once {@link #advance} was called. */
    public byte[] room(int length) {
        if (array.length - size < length) {
            grow(length);
        }
        return array;
    }

    /** Says that so many bytes were put behind {@link #size}, into the array. */
    public void advance(int length) {
        size = Objects.checkIndex(size + length, array.length + 1);
    }

    /**
     * The bytes written since the last reset are {@code array()[0..size())}; the array changes when the output grows.
     */
    public byte[] array() {
        return array;
    }

    /** How many bytes have been written since the last reset. */
    public int size() {
        return size;
    }

    /** A copy of what has been written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    /** Forgets what has been written and keeps the array. */
    public void reset() {
        size = 0;
    }

    /** Forgets what has been written after the first {@code newSize} bytes. */
    public void truncate(int newSize) {
        Objects.checkIndex(newSize, size + 1);
        size = newSize;
    }

    private void grow(int more) {
        if (more > LARGEST_ARRAY - size) {
            throw new OutOfMemoryError("more than " + LARGEST_ARRAY + " bytes in one output");
        }
        long doubled = Math.min(LARGEST_ARRAY, Math.max(64L, 2L * array.length));
        array = Arrays.copyOf(array, (int) Math.max(doubled, size + more));
    }
}
