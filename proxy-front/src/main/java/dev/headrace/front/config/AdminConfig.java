package dev.headrace.front.config;

import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.ListenAddress;
import org.jspecify.annotations.Nullable;

/**
 * The admin listener: metrics, health, and what is configured, in the clear.
 *
 * @param address host and port; without a host, this machine alone can reach it; default 127.0.0.1:9901
 * @param token what clients must send as a bearer token (RFC 6750), but for health and readiness; none if left out
 */
public record AdminConfig(
        @Default("127.0.0.1:9901") ListenAddress address,
        @Nullable SecretConfig token) {}
