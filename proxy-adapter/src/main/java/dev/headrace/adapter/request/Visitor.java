package dev.headrace.adapter.request;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the request itself does not say.
 *
 * @param address the client's address; null if it is not known
 * @param secure whether the client speaks TLS, with this server or with one before it
 */
public record Visitor(@Nullable InetAddress address, boolean secure) {
    /** Nothing is known; taken to speak TLS. */
    public static final Visitor UNKNOWN = new Visitor(null, true);
}
