package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.Size;
import java.time.Duration;

/**
 * What clients may ask for, and how long they may take.
 *
 * @param handshakeTimeout for a TLS handshake, from 100ms to 10m; default 10s
 * @param headTimeout for a request's head from its first byte on, and for a PROXY protocol header, from 100ms to 10m; default 10s
 * @param bodyTimeout between two pieces of a request's body, from 100ms to 1h; default 30s
 * @param writeTimeout for taking a piece of the response, from 100ms to 1h; default 30s
 * @param requestTimeout for a whole request with its body, from 1s to 7d; default 1h
 * @param idleTimeout between two requests of a connection, from 100ms to 1d; default 60s
 * @param maxHead bytes of a request's head, start line included, from 1K to 1M; default 32K
 * @param maxConnectionsPerAddress open connections of one IP address, from 1 to 1,000,000; default 256
 * @param maxRequestsPerConnection requests after which a connection is closed, from 1 to 1,000,000,000; default 1,000
 * @param maxConcurrentStreams streams that an HTTP/2 connection may have open (RFC 9113 §5.1.2), from 1 to 10,000; default 100
 */
public record ClientsConfig(
        @Default("10s") @Bounds(min = "100ms", max = "10m") Duration handshakeTimeout,
        @Default("10s") @Bounds(min = "100ms", max = "10m") Duration headTimeout,
        @Default("30s") @Bounds(min = "100ms", max = "1h") Duration bodyTimeout,
        @Default("30s") @Bounds(min = "100ms", max = "1h") Duration writeTimeout,
        @Default("1h") @Bounds(min = "1s", max = "7d") Duration requestTimeout,
        @Default("60s") @Bounds(min = "100ms", max = "1d") Duration idleTimeout,
        @Default("32K") @Bounds(min = "1K", max = "1M") Size maxHead,
        @Default("256") @Bounds(min = "1", max = "1000000") int maxConnectionsPerAddress,

        @Default("1000") @Bounds(min = "1", max = "1000000000")
        int maxRequestsPerConnection,

        @Default("100") @Bounds(min = "1", max = "10000") int maxConcurrentStreams) {}
