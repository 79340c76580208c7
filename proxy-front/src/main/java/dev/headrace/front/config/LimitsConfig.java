package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.Rate;
import dev.headrace.front.config.value.Size;
import org.jspecify.annotations.Nullable;

/**
 * What all clients together may ask of a tenant. What is above is answered with 429, or 413 for a body.
 *
 * @param maxRequests requests under way at a time, from 1 to 1,000,000; default 1,000
 * @param rate requests in a time, such as 100/s, 600/m or 10000/h; no limit if left out
 * @param burst requests that may come at once although the rate is lower, from 1 to 1,000,000; default 100
 * @param maxBody bytes of a request's body, from 0 to 1024G; default 100M
 */
public record LimitsConfig(
        @Default("1000") @Bounds(min = "1", max = "1000000") int maxRequests,
        @Nullable Rate rate,
        @Default("100") @Bounds(min = "1", max = "1000000") int burst,
        @Default("100M") @Bounds(min = "0", max = "1024G") Size maxBody) {}
