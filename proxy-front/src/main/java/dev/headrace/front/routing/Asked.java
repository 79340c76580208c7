package dev.headrace.front.routing;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What routing wants to know of a request.
 *
 * @param host the host asked for, in lower case, without port and trailing dot
 * @param port the port asked for, with its colon; empty if it is the scheme's own
 * @param target path and query, as they were sent
 * @param path the path alone
 * @param secure whether the client came over TLS
 * @param tlsName the name that the client gave in its TLS handshake (RFC 6066 §3); null if it gave none
 * @param client the client's address
 * @param isSafe whether the method is safe (RFC 9110 §9.2.1), so that a redirect may be of the kind that every client knows
 */
public record Asked(
        String host,
        String port,
        String target,
        String path,
        boolean secure,
        @Nullable String tlsName,
        InetAddress client,
        boolean isSafe) {}
