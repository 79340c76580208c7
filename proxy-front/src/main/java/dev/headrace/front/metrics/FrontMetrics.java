package dev.headrace.front.metrics;

import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.proxy.TrafficCounter;
import dev.headrace.front.tls.TlsEvent;
import dev.headrace.front.upstream.OriginFault;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a front. Counting is cheap, and may be done on any event loop; they are put together when they are asked for. Their
 * number is bounded by that of the tenants: no label has a value that a client chose.
 */
public final class FrontMetrics {
    /** The label of what is nobody's; no tenant can have this name. */
    static final String NOBODY = "-";

    private static final double NANOS_PER_SECOND = 1e9;

    /** Seconds: a page from a warm origin, one that is computed, an upload. */
    private static final double[] DURATIONS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ConcurrentMap<String, TenantCounts> tenants = new ConcurrentHashMap<>();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder newConnections = new LongAdder();
    private final LongAdder reusedConnections = new LongAdder();
    private final LongAdder reloads = new LongAdder();
    private final LongAdder failedReloads = new LongAdder();
    private final LongAdder handshakes = new LongAdder();
    private final WordCounts failedHandshakes = new WordCounts(words(TlsEvent.Reason.values()));
    private final WordCounts faults = new WordCounts(words(OriginFault.values()));
    private final Refusals refusals = new Refusals();
    private final RewriteCounts rewrites = new RewriteCounts();
    private final ConcurrentMap<String, ShadowCounts> shadows = new ConcurrentHashMap<>();
    private final Histogram durations;

    /**
     * Figures that are all 0 yet.
     *
     * @param version of this program
     */
    public FrontMetrics(String version) {
        durations = Histogram.builder()
                .name("headrace_request_duration_seconds")
                .help("From a request's head to the end of its response, or of its tunnel.")
                .withoutExemplars()
                .classicOnly()
                .classicUpperBounds(DURATIONS)
                .register(registry);
        Info.builder()
                .name("headrace_build_info")
                .help("What runs.")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version, Runtime.version().toString());
        registerTenants();
        registerExchanges();
        registerConnections();
        counter(
                "headrace_reloads_total",
                "Times that the configuration was read again, by outcome.",
                "outcome",
                figures -> {
                    figures.accept("ok", reloads.sum());
                    figures.accept("failed", failedReloads.sum());
                });
        registerProcess();
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(WordCounts::word).toList();
    }

    private void registerTenants() {
        CounterWithCallback.builder()
                .name("headrace_requests_total")
                .help("Requests that are over, by tenant and class of the response's status.")
                .labelNames("tenant", "status")
                .callback(to -> tenants.forEach((tenant, counts) ->
                        counts.requests((status, figure) -> to.call((double) figure, tenant, status))))
                .register(registry);
        CounterWithCallback.builder()
                .name("headrace_tenant_bytes_total")
                .help("Bytes of HTTP from and to clients, heads and framing included, inside of TLS.")
                .labelNames("tenant", "direction")
                .callback(to -> tenants.forEach((tenant, counts) ->
                        counts.bytes((direction, figure) -> to.call((double) figure, tenant, direction))))
                .register(registry);
    }

    private void registerExchanges() {
        gauge(
                "headrace_requests_in_flight",
                "Requests that are not over, tunnels included.",
                () -> Math.max(0, begun.sum() - ended.sum()));
        counter("headrace_refusals_total", "Answers of the front itself, by reason.", "reason", refusals::forEach);
        counter(
                "headrace_origin_faults_total",
                "Requests in which an origin failed, by what it did wrong last.",
                "fault",
                faults::forEach);
        counter(
                "headrace_origin_connections_total",
                "Requests that were given a connection to an origin, by whether it was a new one.",
                "state",
                figures -> {
                    figures.accept("new", newConnections.sum());
                    figures.accept("reused", reusedConnections.sum());
                });
        CounterWithCallback.builder()
                .name("headrace_rewrites_total")
                .help("What became of responses in the rewriter, and why.")
                .labelNames("outcome", "reason")
                .callback(
                        to -> rewrites.forEach((outcome, reason, figure) -> to.call((double) figure, outcome, reason)))
                .register(registry);
        registerFeatures();
        registerShadows();
        registerVisits();
    }

    private void registerVisits() {
        CounterWithCallback.builder()
                .name("headrace_visits_total")
                .help("Pages that have told by their beacon that they were loaded.")
                .labelNames("tenant")
                .callback(to -> tenants.forEach((tenant, counts) -> {
                    if (counts.visits() > 0) {
                        to.call((double) counts.visits(), tenant);
                    }
                }))
                .register(registry);
    }

    private void registerShadows() {
        CounterWithCallback.builder()
                .name("headrace_shadow_responses_total")
                .help(
                        "Responses on which a tenant's next configuration was tried, by how it compares with the one in force.")
                .labelNames("tenant", "outcome")
                .callback(to -> shadows.forEach(
                        (tenant, counts) -> counts.outcomes((outcome, figure) -> to.call(figure, tenant, outcome))))
                .register(registry);
        CounterWithCallback.builder()
                .name("headrace_shadow_seconds_total")
                .help("Time that the rewriters of both configurations worked on those responses.")
                .labelNames("tenant", "configuration")
                .callback(to -> shadows.forEach((tenant, counts) ->
                        counts.seconds((configuration, figure) -> to.call(figure, tenant, configuration))))
                .register(registry);
    }

    private void registerFeatures() {
        CounterWithCallback.builder()
                .name("headrace_feature_pages_total")
                .help("Pages that had a feature on, by what it did with them.")
                .labelNames("feature", "outcome", "reason")
                .callback(to -> rewrites.features()
                        .pages((feature, outcome, reason, figure) ->
                                to.call((double) figure, feature, outcome, reason)))
                .register(registry);
        CounterWithCallback.builder()
                .name("headrace_feature_places_total")
                .help("Places in pages where a feature did its work, or that it left alone, and why.")
                .labelNames("feature", "outcome", "reason")
                .callback(to -> rewrites.features()
                        .places((feature, outcome, reason, figure) ->
                                to.call((double) figure, feature, outcome, reason)))
                .register(registry);
    }

    private void registerConnections() {
        counter(
                "headrace_tls_handshakes_total",
                "TLS handshakes of clients: ok, or why they failed.",
                "outcome",
                figures -> {
                    figures.accept("ok", handshakes.sum());
                    failedHandshakes.forEach(figures);
                });
    }

    private void registerProcess() {
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
            gauge(
                    "headrace_buffers_direct_bytes",
                    "Memory outside the heap that is held for buffers.",
                    () -> allocator.metric().usedDirectMemory());
        }
    }

    private void counter(String name, String help, String label, Figures figures) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(to -> figures.give((value, figure) -> to.call((double) figure, value)))
                .register(registry);
    }

    @FunctionalInterface
    private interface Figures {
        void give(ObjLongConsumer<String> to);
    }

    /** Adds a figure that goes up and down. */
    public void gauge(String name, String help, LongSupplier figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call((double) figure.getAsLong()))
                .register(registry);
    }

    /** Adds a figure that only goes up; its name ends in {@code _total}. */
    public void counter(String name, String help, LongSupplier figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call((double) figure.getAsLong()))
                .register(registry);
    }

    /** Forgets the figures of tenants that are no more. */
    public void keepTenants(Set<String> names) {
        tenants.keySet().removeIf(name -> !names.contains(name) && !name.equals(NOBODY));
        shadows.keySet().retainAll(names);
    }

    /** Counts a reload. */
    public void reloaded(boolean wasRight) {
        (wasRight ? reloads : failedReloads).increment();
    }

    /** Counts a page that has told that it was loaded. */
    public void visited(@Nullable String tenant) {
        counts(tenant).visited();
    }

    /** Counts a handshake. */
    public void handshake(TlsEvent event) {
        if (event instanceof TlsEvent.Failed failed) {
            failedHandshakes.count(WordCounts.word(failed.reason()));
        } else {
            handshakes.increment();
        }
    }

    /** Counts how what a tenant tries compares with what is in force. */
    public ShadowCounts shadow(String tenant) {
        return shadows.computeIfAbsent(tenant, missing -> new ShadowCounts());
    }

    /** The last few responses of each tenant that its next configuration would have made other ones. */
    public Map<String, List<ShadowCounts.Sample>> shadowSamples() {
        Map<String, List<ShadowCounts.Sample>> samples = new TreeMap<>();
        shadows.forEach((tenant, counts) -> samples.put(tenant, counts.samples()));
        return samples;
    }

    /** Counts what becomes of responses. */
    public RewriteListener rewrites() {
        return rewrites;
    }

    /** Counts exchanges, and tells another log of them. */
    public ExchangeLog exchanges(ExchangeLog next) {
        return new ExchangeLog() {
            @Override
            public void begun() {
                begun.increment();
            }

            @Override
            public void connected(boolean reused) {
                (reused ? reusedConnections : newConnections).increment();
            }

            @Override
            public TrafficCounter traffic(@Nullable String tenant) {
                return counts(tenant);
            }

            @Override
            public void finished(Entry entry) {
                count(entry);
                next.finished(entry);
            }
        };
    }

    private TenantCounts counts(@Nullable String tenant) {
        String name = tenant == null ? NOBODY : tenant;
        TenantCounts known = tenants.get(name);
        return known == null ? tenants.computeIfAbsent(name, missing -> new TenantCounts()) : known;
    }

    private void count(ExchangeLog.Entry entry) {
        ended.increment();
        counts(entry.tenant()).answered(entry.status());
        durations.observe(entry.nanos() / NANOS_PER_SECOND);
        if (entry.refused() != null) {
            refusals.count(entry.refused(), entry.status());
        }
        if (entry.fault() != null) {
            faults.count(WordCounts.word(entry.fault()));
        }
    }

    /** Writes all figures in Prometheus' text format. */
    public void write(OutputStream to) throws IOException {
        PrometheusTextFormatWriter.create().write(to, registry.scrape(), EscapingScheme.DEFAULT);
    }

    /** The media type of what {@link #write} writes. */
    public String mediaType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }
}
