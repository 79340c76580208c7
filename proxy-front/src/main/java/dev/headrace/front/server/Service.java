package dev.headrace.front.server;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.front.config.AccessLogConfig;
import dev.headrace.front.config.ClientsConfig;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.ListenerConfig;
import dev.headrace.front.config.TlsConfig;
import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.config.reading.Configurations;
import dev.headrace.front.config.reading.Snapshot;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.proxy.ClientTimeouts;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.tls.CertificateReader;
import dev.headrace.front.tls.CertificateStore;
import dev.headrace.front.tls.NameFallback;
import dev.headrace.front.tls.TlsOptions;
import dev.headrace.front.tls.TlsProvider;
import dev.headrace.front.tls.TlsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A front as its configuration says, which can be read again while it serves. What holds for all tenants (listeners, workers, limits of
 * clients) stays as it was at the start; tenants and certificates do not. Methods may be called from any thread.
 */
public final class Service implements AutoCloseable {
    private final Consumer<String> messages;
    private final Assembly assembly = new Assembly();
    private final Front front;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final @Nullable AccessLog log;
    private final @Nullable TlsServer tls;
    private Snapshot snapshot;

    /**
     * Starts.
     *
     * @param file {@code headrace.yaml}
     * @param messages hears, in a line each, what an operator should know
     * @throws ConfigurationException if that file is wrong; tenants whose files are wrong are left out, and told of
     * @throws IOException if nobody can listen at an address, or a file cannot be read
     */
    public Service(Path file, Consumer<String> messages) throws ConfigurationException, IOException {
        this.messages = messages;
        snapshot = Configurations.start(file);
        snapshot.problems().forEach(problem -> messages.accept(problem.toString()));
        FrontConfig config = snapshot.configuration().front();
        AccessLogConfig logged = config.accessLog();
        log = logged == null ? null : new AccessLog(logged.file(), messages);
        tls = config.listen().stream().anyMatch(ListenerConfig::tls) ? tls(config) : null;
        front = new Front(settings(config), assembly.table(snapshot.configuration()));
        boolean started = false;
        try {
            for (ListenerConfig listener : config.listen()) {
                addresses.add(front.listen(
                        new Listener(listener.address().socketAddress(), listener.tls(), listener.proxyProtocol())));
            }
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Where it listens, in the order of the configuration. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** What to watch for changes: files and folders. */
    public synchronized List<Path> files() {
        List<Path> files = new ArrayList<>(snapshot.files());
        if (tls != null) {
            files.add(snapshot.configuration().front().tls().certificates());
        }
        return files;
    }

    /** Reads tenants and certificates again. What is wrong is told, and stays as it was. */
    public synchronized void reload() {
        Snapshot next = Configurations.reread(snapshot);
        next.problems().forEach(problem -> messages.accept(problem.toString()));
        try {
            front.replace(assembly.table(next.configuration()));
            snapshot = next;
        } catch (IOException e) {
            messages.accept("nothing was changed: " + e.getMessage());
        }
        if (tls != null) {
            tls.reload(certificates(
                    next.configuration().front().tls(), tls.options().provider(), tls.certificates()));
        }
        if (log != null) {
            log.reopen();
        }
    }

    void tell(String message) {
        messages.accept(message);
    }

    /** Takes no more connections, and waits for requests that are under way, as long as the configuration says. */
    public void drain() {
        front.drain(snapshot.configuration().front().drainTimeout());
    }

    @Override
    public void close() {
        front.close();
        if (tls != null) {
            tls.close();
        }
        if (log != null) {
            log.close();
        }
    }

    private FrontSettings settings(FrontConfig config) {
        ClientsConfig clients = config.clients();
        List<Cidr> trusted = config.trustedProxies();
        return new FrontSettings(
                Transport.best(),
                config.workers(),
                new ClientTimeouts(
                        clients.headTimeout(),
                        clients.bodyTimeout(),
                        clients.idleTimeout(),
                        clients.writeTimeout(),
                        clients.requestTimeout()),
                new ClientLimits(
                        (int) clients.maxHead().bytes(),
                        clients.maxConnectionsPerAddress(),
                        clients.maxRequestsPerConnection(),
                        clients.maxConcurrentStreams()),
                peer -> trusted.stream().anyMatch(range -> range.contains(peer)),
                tls,
                RewriteOptions.DEFAULT,
                RewriteListener.NONE,
                log == null ? ExchangeLog.NONE : log);
    }

    private TlsServer tls(FrontConfig config) {
        TlsConfig from = config.tls();
        TlsProvider provider = switch (from.provider()) {
            case AUTO -> TlsProvider.best();
            case OPENSSL -> TlsProvider.BORINGSSL;
            case JDK -> TlsProvider.JDK;
        };
        String whyNot = provider == TlsProvider.JDK ? TlsProvider.whyNotBoringSsl() : null;
        if (whyNot != null) {
            messages.accept("TLS is the JDK's, which takes more than twice the CPU time of BoringSSL: " + whyNot);
        }
        TlsOptions defaults = TlsOptions.defaults();
        TlsOptions options = new TlsOptions(
                provider,
                from.unknownName() == TlsConfig.UnknownName.DEFAULT
                        ? NameFallback.DEFAULT_CERTIFICATE
                        : NameFallback.ALERT,
                from.defaultCertificate() == null ? NameFallback.ALERT : NameFallback.DEFAULT_CERTIFICATE,
                config.clients().handshakeTimeout(),
                defaults.maxClientHelloBytes(),
                from.ticketLifetime(),
                from.cachedContexts(),
                defaults.applicationProtocols());
        return new TlsServer(certificates(from, provider, CertificateStore.empty()), options);
    }

    private CertificateStore certificates(TlsConfig from, TlsProvider provider, CertificateStore previous) {
        String name = from.defaultCertificate();
        CertificateStore store = new CertificateReader(provider)
                .read(
                        List.of(from.certificates()),
                        name == null ? null : from.certificates().resolve(name),
                        previous);
        store.problems().forEach(problem -> messages.accept(problem.toString()));
        return store;
    }
}
