package dev.headrace.front.proxy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param address the client's address, which a listed peer may have told (PROXY protocol)
 * @param secure whether it came over TLS
 * @param tlsName the name in its TLS handshake, in lower case; null if there was none
 * @param trusted whether what it says of others ({@code Forwarded}, {@code X-Forwarded-*}) is believed
 */
public record Client(
        InetAddress address, boolean secure, @Nullable String tlsName, boolean trusted) {}
