package dev.headrace.front.upstream;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** How an origin is spoken to over TLS. Two are the same only if they are the same object: connections are not shared otherwise. */
public final class OriginTls {
    private final SslContext context;
    private final @Nullable String serverName;

    /**
     * A way to speak TLS.
     *
     * @param serverName the name that is sent and verified; null for the origin's host
     */
    public OriginTls(SslContext context, @Nullable String serverName) {
        this.context = context;
        this.serverName = serverName;
    }

    SslContext context() {
        return context;
    }

    String serverName(Origin origin) {
        return serverName == null ? origin.host() : serverName;
    }
}
