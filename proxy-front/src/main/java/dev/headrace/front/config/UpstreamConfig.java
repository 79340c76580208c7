package dev.headrace.front.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.ServerUrl;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servers that answer the same requests.
 *
 * @param servers where they are, such as http://127.0.0.1:8080 or https://origin.example
 * @param protocol http1, the default, or http2: in the clear without asking (RFC 9113 §3.3), over TLS if the server agrees; gRPC needs it,
 *     WebSockets need http1
 * @param balance how one is chosen: round-robin, least-requests or consistent-hash; default round-robin
 * @param hashBy what consistent-hash goes by: address (the client's) or path; default address
 * @param connectTimeout for a connection, TLS included, from 10ms to 10m; default 5s
 * @param responseTimeout from the end of the request to the head of the response, from 10ms to 1d; default 60s
 * @param readTimeout between two pieces of a response's body, from 10ms to 1d; default 60s
 * @param totalTimeout for the whole exchange, from 10ms to 7d; no limit if left out
 * @param keepAliveTimeout how long a connection that nobody uses is kept, from 0s to 1d; default 30s
 * @param tunnelTimeout how long both sides of a WebSocket or another upgraded connection may say nothing, from 100ms to 7d; default 1h
 * @param maxConnections requests that each server may have at a time, each on a connection of its own, from 1 to 100,000; others go
 *     to another server, or are answered with 503; default 1,000
 * @param hostHeader what servers see as Host: preserve, the client's, or upstream, their own; default preserve
 * @param tls how servers with https are verified
 * @param health how it is found out whether a server is well
 */
public record UpstreamConfig(
        @JsonProperty(required = true) List<ServerUrl> servers,
        @Default("http1") Protocol protocol,
        @Default("round-robin") Balance balance,
        @Default("address") HashBy hashBy,
        @Default("5s") @Bounds(min = "10ms", max = "10m") Duration connectTimeout,
        @Default("60s") @Bounds(min = "10ms", max = "1d") Duration responseTimeout,
        @Default("60s") @Bounds(min = "10ms", max = "1d") Duration readTimeout,
        @Bounds(min = "10ms", max = "7d") @Nullable Duration totalTimeout,
        @Default("30s") @Bounds(min = "0s", max = "1d") Duration keepAliveTimeout,
        @Default("1h") @Bounds(min = "100ms", max = "7d") Duration tunnelTimeout,
        @Default("1000") @Bounds(min = "1", max = "100000") int maxConnections,
        @Default("preserve") HostHeader hostHeader,
        UpstreamTlsConfig tls,
        HealthConfig health) {
    /** What is spoken with servers. */
    public enum Protocol {
        /** HTTP/1.1. */
        HTTP1,
        /** HTTP/2. */
        HTTP2
    }

    /** How a server is chosen. */
    public enum Balance {
        /** One after the other. */
        ROUND_ROBIN,
        /** The one with the fewest requests under way. */
        LEAST_REQUESTS,
        /** Always the same one for the same key, and few change when a server comes or goes. */
        CONSISTENT_HASH
    }

    /** The key of {@link Balance#CONSISTENT_HASH}. */
    public enum HashBy {
        /** The client's IP address. */
        ADDRESS,
        /** The path of the request. */
        PATH
    }

    /** What a server sees as Host (RFC 9110 §7.2). */
    public enum HostHeader {
        /** What the client sent. */
        PRESERVE,
        /** Host and port of the server's URL. */
        UPSTREAM
    }

    /** Copies the list. */
    public UpstreamConfig {
        servers = List.copyOf(servers);
    }
}
