package dev.headrace.front.server;

/**
 * What clients may ask.
 *
 * @param headBytes the longest head of a request
 * @param connectionsPerAddress open connections of one IP address; more are closed at once
 * @param requestsPerConnection requests after which a connection is closed
 * @param concurrentStreams streams that an HTTP/2 connection may have open (RFC 9113 §5.1.2)
 */
public record ClientLimits(int headBytes, int connectionsPerAddress, int requestsPerConnection, int concurrentStreams) {
    /** 32 KiB, 256, 1,000 and 100. */
    public static final ClientLimits DEFAULT = new ClientLimits(32 << 10, 256, 1000, 100);
}
