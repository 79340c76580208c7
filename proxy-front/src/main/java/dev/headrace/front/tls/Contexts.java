package dev.headrace.front.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Contexts by identity, made when they are first asked for, and at most so many. What clients send is no key here, so that
 * no flood of names makes it grow. Threads may share it.
 */
final class Contexts {
    /** Forward secrecy and authenticated encryption only (RFC 9325 §4.2), the cheapest first on processors with AES. */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final TrustManager NOBODY = new RefusingTrustManager();

    private final TlsEngine engine;
    private final TlsOptions options;
    private final TicketKeys ticketKeys;
    private final Cache<ServerIdentity, Entry> cache;

    Contexts(TlsOptions options, InstantSource clock) {
        this.engine = options.provider().engine();
        this.options = options;
        this.ticketKeys = new TicketKeys(options.ticketKeyLifetime(), clock);
        this.cache = Caffeine.newBuilder()
                .maximumSize(options.maxContexts())
                .executor(Runnable::run)
                .removalListener((identity, entry, cause) -> {
                    if (entry != null) {
                        // Connections that use it hold it, too.
                        ReferenceCountUtil.release(((Entry) entry).context);
                    }
                })
                .build();
    }

    /** What contexts of all providers have in common. */
    static SslContextBuilder common(SslContextBuilder builder, TlsOptions options) {
        return builder.trustManager(NOBODY)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .sessionTimeout(options.ticketKeyLifetime().toSeconds())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        options.applicationProtocols()));
    }

    /**
     * A handler that shows this identity to one client.
     *
     * @throws SSLException if no context can be made of it
     */
    SslHandler newHandler(ServerIdentity identity, ByteBufAllocator allocator) throws SSLException {
        Entry entry = acquire(identity);
        try {
            entry.useTicketKeys(engine, ticketKeys.current());
            return entry.context.newHandler(allocator);
        } finally {
            ReferenceCountUtil.release(entry.context);
        }
    }

    /** Whoever gets it releases it. */
    private Entry acquire(ServerIdentity identity) throws SSLException {
        Entry known = cache.getIfPresent(identity);
        if (known != null && known.retain()) {
            return known;
        }
        while (true) {
            @Nullable Entry[] made = new Entry[1];
            Entry entry;
            try {
                entry = cache.get(identity, missing -> made[0] = newEntry(missing));
            } catch (UncheckedIOException e) {
                throw new SSLException("no context for " + identity, e.getCause());
            }
            // A full cache may turn a new one away at once, and releases it then: who made it holds it from the start.
            if (entry == made[0] || entry.retain()) {
                return entry;
            }
        }
    }

    /** Held twice: by the cache, and by whom it is made for. */
    private Entry newEntry(ServerIdentity identity) {
        try {
            Entry entry = new Entry(engine.newContext(identity, options));
            ReferenceCountUtil.retain(entry.context);
            return entry;
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets those of other identities; connections that use them go on. */
    void keepOnly(Predicate<ServerIdentity> kept) {
        cache.asMap().keySet().removeIf(kept.negate());
    }

    /** How many there are. */
    long count() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    private static final class Entry {
        private final SslContext context;
        private volatile TicketKeys.@Nullable Generation ticketKeys;

        Entry(SslContext context) {
            this.context = context;
        }

        boolean retain() {
            if (context instanceof ReferenceCounted counted) {
                try {
                    counted.retain();
                } catch (IllegalReferenceCountException e) {
                    return false;
                }
            }
            return true;
        }

        void useTicketKeys(TlsEngine engine, TicketKeys.Generation current) {
            if (ticketKeys != current) {
                synchronized (this) {
                    if (ticketKeys != current) {
                        engine.setTicketKeys(context, current);
                        ticketKeys = current;
                    }
                }
            }
        }
    }
}
