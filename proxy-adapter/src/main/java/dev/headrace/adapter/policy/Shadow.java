package dev.headrace.adapter.policy;

import dev.headrace.adapter.report.ShadowListener;
import java.util.concurrent.atomic.AtomicLong;

/** A candidate that runs beside a live {@link Rewriting}, on a share of its responses. Shared by all threads. */
public final class Shadow {
    private final Rewriting candidate;
    private final ShadowListener listener;
    private final double share;
    private final AtomicLong responses = new AtomicLong();

    Shadow(Rewriting candidate, ShadowListener listener, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be 0 to 1, not " + share);
        }
        this.candidate = candidate;
        this.listener = listener;
        this.share = share;
    }

    /** What runs beside. */
    public Rewriting candidate() {
        return candidate;
    }

    /** Who hears how it compares. */
    public ShadowListener listener() {
        return listener;
    }

    /** On which share of responses it runs, from 0 to 1. */
    public double share() {
        return share;
    }

    /** Whether it runs on the next response; the responses on which it does are spread evenly. */
    public boolean takesNext() {
        long before = responses.getAndIncrement();
        return (long) ((before + 1) * share) > (long) (before * share);
    }
}
