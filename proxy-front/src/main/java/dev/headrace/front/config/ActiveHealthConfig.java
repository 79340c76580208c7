package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.RequestTarget;
import dev.headrace.front.config.value.StatusCodes;
import java.time.Duration;

/**
 * Health as the front finds it out itself, by a GET request to each server every now and then: one that is down gets no requests of
 * clients, unless all are. Servers of tenants that are offline are not asked.
 *
 * @param path what is asked for, with its query if it has one; default /
 * @param interval between two checks of a server, give or take a tenth, from 100ms to 1h; default 5s
 * @param timeout for a check, from the connection to the head of the response, from 10ms to 10m; default 2s
 * @param healthyAfter checks in a row that a server which is down has to pass to be up, from 1 to 100; default 2
 * @param unhealthyAfter checks in a row that a server which is up has to fail to be down, from 1 to 100; default 3
 * @param expectStatus the status codes that pass, one such as 204 or a range; default 200-399
 */
public record ActiveHealthConfig(
        @Default("/") RequestTarget path,
        @Default("5s") @Bounds(min = "100ms", max = "1h") Duration interval,
        @Default("2s") @Bounds(min = "10ms", max = "10m") Duration timeout,
        @Default("2") @Bounds(min = "1", max = "100") int healthyAfter,
        @Default("3") @Bounds(min = "1", max = "100") int unhealthyAfter,
        @Default("200-399") StatusCodes expectStatus) {}
