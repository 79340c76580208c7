package dev.headrace.rewriter.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Buffers that chunks are walked in, lent for the time of a call, so that an idle document holds none. */
final class BufferPool {
    static final int BUFFER_BYTES = 64 * 1024;
    private static final int KEPT = 16;

    private final AtomicReferenceArray<byte[]> free = new AtomicReferenceArray<>(KEPT);

    byte[] take() {
        for (int i = 0; i < KEPT; i++) {
            byte[] buffer = free.getAndSet(i, null);
            if (buffer != null) {
                return buffer;
            }
        }
        return new byte[BUFFER_BYTES];
    }

    void giveBack(byte[] buffer) {
        for (int i = 0; i < KEPT; i++) {
            if (free.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
