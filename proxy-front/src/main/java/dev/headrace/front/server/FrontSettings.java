package dev.headrace.front.server;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.front.proxy.ClientTimeouts;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.tls.TlsEvent;
import dev.headrace.front.tls.TlsServer;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a front is told beside its table.
 *
 * @param transport how bytes come and go
 * @param threads how many event loops; 0 for as many as there are processors
 * @param timeouts of clients
 * @param limits of clients
 * @param trusted peers that are believed what they say of others
 * @param tls speaks TLS; null if no listener does
 * @param rewriteOptions how responses are rewritten
 * @param rewriteListener hears what became of each response
 * @param log hears of each exchange
 * @param handshakes hears how each TLS handshake ended, on event loops: must not block
 * @param reusePort whether other processes may listen at the same addresses
 */
public record FrontSettings(
        Transport transport,
        int threads,
        ClientTimeouts timeouts,
        ClientLimits limits,
        Predicate<InetAddress> trusted,
        @Nullable TlsServer tls,
        RewriteOptions rewriteOptions,
        RewriteListener rewriteListener,
        ExchangeLog log,
        Consumer<TlsEvent> handshakes,
        boolean reusePort) {
    /** A front with defaults, that trusts nobody, without TLS and logs. */
    public static final FrontSettings DEFAULT = new FrontSettings(
            Transport.best(),
            0,
            ClientTimeouts.DEFAULT,
            ClientLimits.DEFAULT,
            peer -> false,
            null,
            RewriteOptions.DEFAULT,
            RewriteListener.NONE,
            ExchangeLog.NONE,
            event -> {},
            false);

    /** These settings with another {@link #log}. */
    public FrontSettings withLog(ExchangeLog other) {
        return new FrontSettings(
                transport,
                threads,
                timeouts,
                limits,
                trusted,
                tls,
                rewriteOptions,
                rewriteListener,
                other,
                handshakes,
                reusePort);
    }
}
