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
