package dev.headrace.front.config;

/**
 * How it is found out whether a server is well.
 *
 * @param passive what is seen of clients' requests
 */
public record HealthConfig(PassiveHealthConfig passive) {}
