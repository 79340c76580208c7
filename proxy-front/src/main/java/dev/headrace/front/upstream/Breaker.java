package dev.headrace.front.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of a server. Closed, it lets all requests pass. After so many failures in a row it opens, and lets none pass for
 * a time; then it is half-open, and lets one pass on trial: an answer closes it, and another failure has it wait once more. A trial
 * of which nothing is heard for as long gives its turn to another, so that no request that is forgotten can keep it open. Threads share
 * it.
 */
final class Breaker {
    private final int maxFails;
    private final long openNanos;
    private final LongSupplier nanoTime;

    private final AtomicInteger failsInARow = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong nextTrial = new AtomicLong();
    private volatile boolean onTrial;

    /**
     * A closed one.
     *
     * @param maxFails failures in a row that open it; 0 for never
     * @param open how long it is open
     */
    Breaker(int maxFails, Duration open, LongSupplier nanoTime) {
        this.maxFails = maxFails;
        this.openNanos = open.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean isClosed() {
        return maxFails == 0 || failsInARow.get() < maxFails;
    }

    /** Whether it is not open, so that a request might pass. */
    boolean isPassable() {
        return isClosed() || nanoTime.getAsLong() - nextTrial.get() >= 0;
    }

    /** Whether this request passes; of those that come while it is half-open, one does. */
    boolean pass() {
        if (isClosed()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long due = nextTrial.get();
        if (now - due < 0 || !nextTrial.compareAndSet(due, now + openNanos)) {
            return false;
        }
        onTrial = true;
        return true;
    }

    /** The server has answered. */
    void succeeded() {
        if (failsInARow.get() != 0) {
            failsInARow.set(0);
            onTrial = false;
        }
    }

    /** The server has failed. */
    void failed() {
        nextTrial.set(nanoTime.getAsLong() + openNanos);
        onTrial = false;
        if (failsInARow.incrementAndGet() == maxFails) {
            opened.incrementAndGet();
        }
    }

    boolean isHalfOpen() {
        return !isClosed() && (onTrial || isPassable());
    }

    /** How often it has opened. */
    int opened() {
        return opened.get();
    }
}
