package dev.headrace.rewriter.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Lends what a document needs for the time of a call, so that an idle one holds none. For all threads. */
final class Pool<T> {
    private static final int KEPT = 16;

    private final Supplier<T> maker;
    private final AtomicReferenceArray<T> free = new AtomicReferenceArray<>(KEPT);

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        for (int i = 0; i < KEPT; i++) {
            T kept = free.getPlain(i) == null ? null : free.getAndSet(i, null);
            if (kept != null) {
                return kept;
            }
        }
        return maker.get();
    }

    void giveBack(T lent) {
        for (int i = 0; i < KEPT; i++) {
            if (free.getPlain(i) == null && free.compareAndSet(i, null, lent)) {
                return;
            }
        }
    }
}
