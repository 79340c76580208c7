package dev.headrace.front.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Health checks by requests of the front's own. A server is well if it answers with 2xx or 3xx in time.
 *
 * @param path the target of the request, such as /healthz
 * @param interval between two checks of a server, from 100ms to 1d; default 10s
 * @param timeout for a check, from 10ms to 10m; default 5s
 * @param healthyAfter checks in a row that must go well, from 1 to 100; default 2
 * @param unhealthyAfter checks in a row that must go wrong, from 1 to 100; default 3
 */
public record ActiveHealthConfig(
        @JsonProperty(required = true) String path,
        @Default("10s") @Bounds(min = "100ms", max = "1d") Duration interval,
        @Default("5s") @Bounds(min = "10ms", max = "10m") Duration timeout,
        @Default("2") @Bounds(min = "1", max = "100") int healthyAfter,
        @Default("3") @Bounds(min = "1", max = "100") int unhealthyAfter) {}
