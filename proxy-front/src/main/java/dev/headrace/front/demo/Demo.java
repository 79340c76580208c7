package dev.headrace.front.demo;

import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.server.Service;
import dev.headrace.front.server.Watch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A front on loopback as {@code headrace serve} starts one, from files that it writes, with an origin inside. Changes of those
 * files count while it runs. Methods may be called from any thread.
 */
public final class Demo implements AutoCloseable {
    private final Messages messages;
    private final DemoFolder folder;
    private final LocalServer origins = new LocalServer();
    private final ExecutorService files = Executors.newSingleThreadExecutor(task -> new Thread(task, "demo-files"));
    private final List<String> introduction;
    private volatile @Nullable Service service;

    /**
     * What can be chosen.
     *
     * @param port for HTTP in the clear; 0 for any that is free
     * @param tlsPort for HTTPS; 0 for any that is free
     * @param keep a new or empty folder for the configuration, which stays; null for a temporary one
     */
    public record Options(int port, int tlsPort, @Nullable Path keep) {}

    /**
     * Starts.
     *
     * @param messages hears, in a line each, what the front tells its operator
     * @throws IOException if nobody can listen at a port, or a file cannot be written
     */
    public Demo(Options options, Consumer<String> messages) throws IOException {
        this.messages = new Messages(messages);
        folder = DemoFolder.make(options.keep());
        boolean started = false;
        try {
            write(options);
            Service made = new Service(folder.configuration(), this.messages);
            service = made;
            Watch.of(made);
            introduction = introduction(made.addresses());
            started = true;
        } catch (ConfigurationException e) {
            throw new IllegalStateException("the demo's configuration is wrong: " + e.problems(), e);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void write(Options options) throws IOException {
        InetSocketAddress site = origins.serve(new SampleSite());
        InetSocketAddress page = origins.serve(new PageSite(new RuleFiles(folder, messages, this::reload), files));
        folder.write(SelfMadeCertificate.of(names()));
        Map<String, Object> values = Map.of(
                "port", options.port(), "tls-port", options.tlsPort(), "site", site.getPort(), "page", page.getPort());
        folder.write("headrace.yaml", values);
        folder.write("tenants/page.yaml", values);
        for (DemoTenant tenant : DemoTenant.values()) {
            folder.write("tenants/" + tenant.key() + ".yaml", values);
            if (tenant.isRewriting()) {
                folder.write("tenants/rules/" + tenant.key() + ".yaml", values);
            }
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("dns:localhost", "ip:127.0.0.1"));
        for (DemoTenant tenant : DemoTenant.values()) {
            names.add("dns:" + tenant.host());
        }
        return names;
    }

    private List<String> introduction(List<InetSocketAddress> addresses) {
        return new Introduction(addresses.get(0).getPort(), addresses.get(1).getPort(), folder).lines();
    }

    private void reload() {
        Service current = service;
        if (current != null) {
            current.reload();
        }
    }

    /** What there is to try, in lines for a terminal. */
    public List<String> introduction() {
        return introduction;
    }

    /** Answers what is under way, ends, and deletes the folder unless it is to be kept. */
    @Override
    public void close() throws IOException {
        messages.close();
        Service current = service;
        service = null;
        if (current != null) {
            current.drain();
            current.close();
        }
        origins.close();
        files.shutdown();
        folder.close();
    }
}
