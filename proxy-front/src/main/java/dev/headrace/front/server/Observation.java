package dev.headrace.front.server;

import dev.headrace.front.admin.AdminListener;
import dev.headrace.front.admin.AdminPages;
import dev.headrace.front.admin.BearerToken;
import dev.headrace.front.admin.Status;
import dev.headrace.front.config.AdminConfig;
import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.value.ListenAddress;
import dev.headrace.front.metrics.FrontMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operators see of a service. Methods may be called from any thread. */
final class Observation implements AutoCloseable {
    private final String version;
    private final Instant started = Instant.now();
    private final FrontMetrics metrics;
    private volatile Status.Reload lastReload = new Status.Reload(started, List.of());
    private volatile boolean draining;
    private @Nullable AdminListener listener;
    private boolean handsOver;

    Observation(String version) {
        this.version = version;
        metrics = new FrontMetrics(version);
    }

    FrontMetrics metrics() {
        return metrics;
    }

    /** Opens the admin listener, if one is configured. */
    void listen(FrontConfig config, List<String> listening, Supplier<Configuration> configuration) throws IOException {
        AdminConfig admin = config.admin();
        if (admin == null) {
            return;
        }
        BearerToken token = admin.token() == null
                ? null
                : new BearerToken(Secrets.read("the admin token", admin.token(), System.getenv()));
        handsOver = config.reusePort();
        Supplier<Status> status = () -> status(listening, configuration.get());
        listener = new AdminListener(
                address(admin.address()), config.reusePort(), token, new AdminPages(metrics, status, configuration));
    }

    private static InetSocketAddress address(ListenAddress from) {
        return from.host().isEmpty()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), from.port())
                : from.socketAddress();
    }

    private Status status(List<String> listening, Configuration configuration) {
        return new Status(
                version,
                Runtime.version().toString(),
                ProcessHandle.current().pid(),
                started,
                draining,
                listening,
                configuration.tenants().size(),
                lastReload);
    }

    /** Where the admin listener is; null if there is none. */
    @Nullable
    InetSocketAddress address() {
        AdminListener open = listener;
        return open == null ? null : open.address();
    }

    /** The configuration has been read for the first time. */
    void started(List<String> problems) {
        lastReload = new Status.Reload(Instant.now(), problems);
    }

    /** The configuration has been read again. */
    void reloaded(List<String> problems, Configuration configuration) {
        started(problems);
        metrics.reloaded(problems.isEmpty());
        metrics.keepTenants(configuration.tenants().keySet());
    }

    /** The front is about to end. If another process may listen here, too, it shall be the one that answers. */
    void draining() {
        draining = true;
        if (handsOver) {
            close();
        }
    }

    @Override
    public void close() {
        AdminListener open = listener;
        if (open != null) {
            open.close();
        }
    }
}
