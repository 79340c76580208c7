package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import java.time.Duration;

/**
 * Health as clients' requests show it: a circuit breaker for each server. One that fails too often gets no requests for a while,
 * then one at a time until it has answered; if no other server is left, it gets them all the same.
 *
 * @param maxFails failures in a row, from 0, which turns this off, to 1,000; default 5
 * @param failTimeout how long it then gets no request, and then one each time, from 100ms to 1d; default 10s
 */
public record PassiveHealthConfig(
        @Default("5") @Bounds(min = "0", max = "1000") int maxFails,
        @Default("10s") @Bounds(min = "100ms", max = "1d") Duration failTimeout) {}
