package dev.headrace.front.config;

import dev.headrace.front.config.value.ListenAddress;

/**
 * The listener for operators: metrics, health, readiness and the state of the configuration.
 *
 * @param address where it listens, without TLS; default 127.0.0.1:9180
 */
public record AdminConfig(@Default("127.0.0.1:9180") ListenAddress address) {}
