package dev.headrace.front.config;

import org.jspecify.annotations.Nullable;

/**
 * How it is found out whether a server is well.
 *
 * @param passive what is seen of clients' requests
 * @param active what the front asks of its own accord; nothing if left out
 */
public record HealthConfig(
        PassiveHealthConfig passive, @Nullable ActiveHealthConfig active) {}
