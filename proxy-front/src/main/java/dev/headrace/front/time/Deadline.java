package dev.headrace.front.time;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time by which something must have happened. It may be moved for each message at no cost: a timer that comes too early
 * only looks when to come again. Used on one event loop only.
 */
public final class Deadline {
    private final EventExecutor loop;
    private long due;
    private @Nullable Runnable expired;
    private @Nullable ScheduledFuture<?> timer;

    /** A deadline that is not set. */
    public Deadline(EventExecutor loop) {
        this.loop = loop;
    }

    /** Whether it is set. */
    public boolean isSet() {
        return expired != null;
    }

    /** Sets the deadline, or moves it; what was set before is forgotten. */
    public void set(Duration in, Runnable whenExpired) {
        due = loop.ticker().nanoTime() + in.toNanos();
        expired = whenExpired;
        // A timer that comes too late would let a shorter deadline pass.
        if (timer != null && timer.getDelay(TimeUnit.NANOSECONDS) > in.toNanos()) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            schedule(in.toNanos());
        }
    }

    /** Takes the deadline away. The timer stays, for the next one. */
    public void clear() {
        expired = null;
    }

    /** Takes the deadline away, and the timer with it, when there will be no next one. */
    public void end() {
        expired = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long nanos) {
        timer = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        Runnable then = expired;
        if (then == null) {
            return;
        }
        long left = due - loop.ticker().nanoTime();
        if (left > 0) {
            schedule(left);
        } else {
            expired = null;
            then.run();
        }
    }
}
