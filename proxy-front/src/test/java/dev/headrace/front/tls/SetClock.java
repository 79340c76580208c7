package dev.headrace.front.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Goes only when it is told to. */
final class SetClock implements InstantSource {
    private volatile Instant time = Instant.now();

    synchronized void add(Duration duration) {
        time = time.plus(duration);
    }

    @Override
    public Instant instant() {
        return time;
    }
}
