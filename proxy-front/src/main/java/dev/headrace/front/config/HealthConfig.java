package dev.headrace.front.config;

import org.jspecify.annotations.Nullable;

/**
 * How it is found out whether a server is well.
 *
 * @param active requests of the front's own; none if left out
 * @param passive what is seen of clients' requests
 */
public record HealthConfig(@Nullable ActiveHealthConfig active, PassiveHealthConfig passive) {}
