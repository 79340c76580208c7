package dev.headrace.front.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.metrics.FrontMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** What the admin listener answers. Used on its event loop only; the sources may be asked on any thread. */
public final class AdminPages {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String TENANT = "/config/";

    private final FrontMetrics metrics;
    private final Supplier<Status> status;
    private final Supplier<Configuration> configuration;
    private final EffectiveConfiguration json = new EffectiveConfiguration();

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Page(int status, String mediaType, byte[] content) {}

    /** Pages of these sources. */
    public AdminPages(FrontMetrics metrics, Supplier<Status> status, Supplier<Configuration> configuration) {
        this.metrics = metrics;
        this.status = status;
        this.configuration = configuration;
    }

    /** Whether a page tells nothing that needs a token: programs that only look whether the front lives have none. */
    static boolean isOpen(String path) {
        return path.equals("/health") || path.equals("/ready");
    }

    Page page(String path) throws IOException {
        return switch (path) {
            case "/health" -> text(200, "alive");
            case "/ready" -> status.get().draining() ? text(503, "draining") : text(200, "ready");
            case "/status" -> new Page(200, JSON, json.json(status.get()));
            case "/config" -> new Page(200, JSON, json.front(configuration.get()));
            case "/metrics" -> metrics();
            case "/shadow" -> new Page(200, JSON, json.json(metrics.shadowSamples()));
            case "/" -> text(200, "/metrics /health /ready /status /shadow /config /config/TENANT");
            default -> path.startsWith(TENANT) ? tenant(path.substring(TENANT.length())) : notFound();
        };
    }

    private Page metrics() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
        metrics.write(out);
        return new Page(200, metrics.mediaType(), out.toByteArray());
    }

    private Page tenant(String name) throws IOException {
        TenantConfig tenant = configuration.get().tenants().get(name);
        return tenant == null ? notFound() : new Page(200, JSON, json.tenant(tenant));
    }

    private static Page notFound() {
        return text(404, "there is no such page; / has the list");
    }

    static Page text(int status, String text) {
        return new Page(status, TEXT, (text + "\n").getBytes(UTF_8));
    }
}
