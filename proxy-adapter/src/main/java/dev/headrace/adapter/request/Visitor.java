package dev.headrace.adapter.request;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the request itself does not say.
 *
 * @param address the client's address; null if it is not known
 * @param secure whether the client speaks TLS, with this server or with one before it
 * @param trusted whether what it says of others ({@code Forwarded}, {@code X-Forwarded-*}) is believed
 */
public record Visitor(@Nullable InetAddress address, boolean secure, boolean trusted) {
    /** Nothing is known; taken to speak TLS. */
    public static final Visitor UNKNOWN = new Visitor(null, true, false);

    /** Who is not trusted. */
    public Visitor(@Nullable InetAddress address, boolean secure) {
        this(address, secure, false);
    }
}
