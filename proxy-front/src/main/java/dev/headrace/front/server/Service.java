package dev.headrace.front.server;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.front.config.AccessLogConfig;
import dev.headrace.front.config.ClientsConfig;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.ListenerConfig;
import dev.headrace.front.config.TlsConfig;
import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.config.reading.Configurations;
import dev.headrace.front.config.reading.Snapshot;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.metrics.FrontMetrics;
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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A front as its configuration says, which can be read again while it serves. What holds for all tenants (listeners, workers, limits of
 * clients) stays as it was at the start; tenants and certificates do not. Methods may be called from any thread.
 */
public final class Service implements AutoCloseable {
    private final Consumer<String> messages;
    private final Assembly assembly;
    private final Front front;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final @Nullable AccessLog log;
    private final @Nullable TlsServer tls;
    private final Observation observation;
    private final FrontConfig started;
    private volatile Snapshot snapshot;

    /**
     * Starts.
     *
     * @param file {@code headrace.yaml}
     * @param messages hears, in a line each, what an operator should know
     * @throws ConfigurationException if that file is wrong; tenants whose files are wrong are left out, and told of
     * @throws IOException if nobody can listen at an address, or a file cannot be read
     */
    public Service(Path file, Consumer<String> messages) throws ConfigurationException, IOException {
        this(file, "unknown", messages);
    }

    /**
     * Starts, and tells operators its version; else as {@link #Service(Path, Consumer)}.
     *
     * @param version of the program that this is
     */
    public Service(Path file, String version, Consumer<String> messages) throws ConfigurationException, IOException {
        this.messages = messages;
        observation = new Observation(version);
        assembly = new Assembly(
                new FeatureSurroundings(this::front, observation.metrics()), observation.metrics()::shadow);
        snapshot = Configurations.start(file);
        List<String> problems = tell(snapshot.problems());
        FrontConfig config = snapshot.configuration().front();
        started = config;
        AccessLogConfig logged = config.accessLog();
        log = logged == null ? null : new AccessLog(logged.file(), messages);
        tls = config.listen().stream().anyMatch(ListenerConfig::tls) ? tls(config, problems) : null;
        observation.started(problems);
        front = new Front(settings(config), assembly.table(snapshot.configuration()));
        boolean listening = false;
        try {
            for (ListenerConfig listener : config.listen()) {
                addresses.add(front.listen(
                        new Listener(listener.address().socketAddress(), listener.tls(), listener.proxyProtocol())));
            }
            observe(config);
            if (config.reusePort()) {
                ReusedPorts.problem().ifPresent(messages);
            }
            listening = true;
        } finally {
            if (!listening) {
                close();
            }
        }
    }

    private Front front() {
        return front;
    }

    private void observe(FrontConfig config) throws IOException {
        FrontMetrics metrics = observation.metrics();
        metrics.gauge("headrace_client_connections_open", "Connections of clients.", front::connections);
        if (log != null) {
            metrics.counter("headrace_access_log_lost_total", "Lines that are not in the access log.", log::lost);
        }
        List<String> listening =
                addresses.stream().map(InetSocketAddress::toString).toList();
        observation.listen(config, listening, () -> snapshot.configuration());
    }

    /** Where the admin listener is; null if there is none. */
    public @Nullable InetSocketAddress adminAddress() {
        return observation.address();
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
        List<String> problems = tell(next.problems());
        problems.addAll(tell(needRestart(next.configuration().front())));
        try {
            front.replace(assembly.table(next.configuration()));
            snapshot = next;
        } catch (IOException e) {
            problems.add("nothing was changed: " + e.getMessage());
            messages.accept("nothing was changed: " + e.getMessage());
        }
        if (tls != null) {
            CertificateStore store = certificates(
                    next.configuration().front().tls(), tls.options().provider(), tls.certificates());
            problems.addAll(tell(store.problems()));
            tls.reload(store);
        }
        if (log != null) {
            log.reopen();
        }
        observation.reloaded(problems, snapshot.configuration());
    }

    /** What has changed in {@code headrace.yaml} since the start that cannot be changed while the front serves. */
    private List<String> needRestart(FrontConfig now) {
        Map<String, Function<FrontConfig, @Nullable Object>> fixed = new TreeMap<>(Map.of(
                "listen", FrontConfig::listen,
                "tls", FrontConfig::tls,
                "trusted-proxies", FrontConfig::trustedProxies,
                "clients", FrontConfig::clients,
                "workers", FrontConfig::workers,
                "access-log", FrontConfig::accessLog,
                "admin", FrontConfig::admin,
                "reuse-port", FrontConfig::reusePort));
        fixed.values().removeIf(setting -> Objects.equals(setting.apply(now), setting.apply(started)));
        return fixed.isEmpty()
                ? List.of()
                : List.of("changes of these settings count at the next start: " + String.join(", ", fixed.keySet()));
    }

    private List<String> tell(List<?> problems) {
        List<String> told = new ArrayList<>();
        problems.forEach(problem -> told.add(problem.toString()));
        told.forEach(messages);
        return told;
    }

    void tell(String message) {
        messages.accept(message);
    }

    /** Takes no more connections, and waits for requests that are under way, as long as the configuration says. */
    public void drain() {
        observation.draining();
        front.drain(snapshot.configuration().front().drainTimeout());
    }

    @Override
    public void close() {
        front.close();
        observation.close();
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
                observation.metrics().rewrites(),
                observation.metrics().exchanges(log == null ? ExchangeLog.NONE : log),
                observation.metrics()::handshake,
                config.reusePort());
    }

    private TlsServer tls(FrontConfig config, List<String> problems) {
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
        CertificateStore store = certificates(from, provider, CertificateStore.empty());
        problems.addAll(tell(store.problems()));
        return new TlsServer(store, options);
    }

    private static CertificateStore certificates(TlsConfig from, TlsProvider provider, CertificateStore previous) {
        String name = from.defaultCertificate();
        return new CertificateReader(provider)
                .read(
                        List.of(from.certificates()),
                        name == null ? null : from.certificates().resolve(name),
                        previous);
    }
}
