package dev.headrace.front.config;

import java.time.Duration;

/**
 * Health as clients' requests show it: a server that fails too often gets none for a while, if there is another.
 *
 * @param maxFails failures in a row, from 0, which turns this off, to 1,000; default 5
 * @param failTimeout how long it then gets no request, from 100ms to 1d; default 10s
 */
public record PassiveHealthConfig(
        @Default("5") @Bounds(min = "0", max = "1000") int maxFails,
        @Default("10s") @Bounds(min = "100ms", max = "1d") Duration failTimeout) {}
