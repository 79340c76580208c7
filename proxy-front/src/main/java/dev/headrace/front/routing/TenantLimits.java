package dev.headrace.front.routing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What all clients of a tenant together may ask. Threads share it; it counts what is under way. */
public final class TenantLimits {
    private final int maxRequests;
    private final long maxContent;
    private final long nanosPerRequest;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger requests = new AtomicInteger();

    /** When the requests that were let in would be over if they came at the rate (a generic cell rate algorithm). */
    private final AtomicLong due;

    /**
     * Limits.
     *
     * @param maxRequests requests under way at a time
     * @param perRequest the time between two requests, on average; null for no limit
     * @param burst requests that may come at once all the same
     * @param maxContent bytes of a request's content
     */
    public TenantLimits(int maxRequests, @Nullable Duration perRequest, int burst, long maxContent) {
        this(maxRequests, perRequest, burst, maxContent, System::nanoTime);
    }

    TenantLimits(int maxRequests, @Nullable Duration perRequest, int burst, long maxContent, LongSupplier nanoTime) {
        this.maxRequests = maxRequests;
        this.maxContent = maxContent;
        this.nanosPerRequest = perRequest == null ? 0 : perRequest.toNanos();
        this.burstNanos = nanosPerRequest * burst;
        this.nanoTime = nanoTime;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /** A thousand requests at a time, 100 MiB each. */
    public static TenantLimits defaults() {
        return new TenantLimits(1000, null, 1, 100L << 20);
    }

    /** Bytes of a request's content. */
    public long maxContent() {
        return maxContent;
    }

    /** Lets a request in, or not; {@link #end} must be called for each that was. */
    public boolean tryBegin() {
        if (requests.incrementAndGet() > maxRequests || !isWithinRate()) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    /** The request is over. */
    public void end() {
        requests.decrementAndGet();
    }

    private boolean isWithinRate() {
        if (nanosPerRequest == 0) {
            return true;
        }
        while (true) {
            long now = nanoTime.getAsLong();
            long before = due.get();
            long after = (before - now > 0 ? before : now) + nanosPerRequest;
            if (after - now > burstNanos) {
                return false;
            }
            if (due.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
