package dev.headrace.front.server;

import dev.headrace.adapter.explain.Explanation;
import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.feature.FragmentSource;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.policy.Shadow;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.RouteConfig;
import dev.headrace.front.config.ShadowConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.front.proxy.FragmentFetch;
import dev.headrace.front.proxy.OriginFetch;
import dev.headrace.front.proxy.Trial;
import dev.headrace.front.routing.Decision;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.upstream.OriginConnections;
import dev.headrace.front.upstream.Upstream;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that serves nobody, to find out what it does to requests: they go to the tenants' own upstreams, and what comes back goes
 * the way of live traffic. Methods block; not for several threads at a time.
 */
public final class Inspection implements AutoCloseable {
    /** Of a response, whatever the upstream's own limits are. */
    private static final long MOST_SECONDS = 120;

    private final Configuration configuration;
    private final RoutingTable table;
    private final MultiThreadIoEventLoopGroup loops;
    private final EventLoop loop;
    private final RoundRobinDnsAddressResolverGroup names;
    private final OriginConnections connections;
    private final FragmentSource fragments;

    /**
     * Makes everything but listeners.
     *
     * @throws IOException if a file that is configured cannot be read
     */
    public Inspection(Configuration configuration) throws IOException {
        this.configuration = configuration;
        table = new Assembly(new OfPages(), tenant -> (request, report) -> {}).table(configuration);
        Transport transport = Transport.best();
        loops = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        loop = loops.next();
        names = new RoundRobinDnsAddressResolverGroup(
                new DnsNameResolverBuilder().datagramChannelFactory(transport.datagrams()));
        connections = new OriginConnections(loop, transport.connections(), names);
        fragments = new FragmentFetch(this::table, loops, any -> connections);
    }

    private RoutingTable table() {
        return table;
    }

    private FragmentSource fragments() {
        return fragments;
    }

    /** Fragments come as they do in a front; nobody counts visits. */
    private final class OfPages implements Surroundings {
        @Override
        public CompletionStage<Fragment> fragment(FragmentRequest request) {
            return fragments().fetch(request);
        }

        @Override
        public void visited(RequestHead request) {}
    }

    /**
     * Finds out what becomes of a request.
     *
     * @param shadowed whether it is what the tenant tries that is looked at, and not what is in force
     * @throws IOException if the response cannot be had
     */
    public Inspected inspect(Trial trial, boolean shadowed) throws IOException, InterruptedException {
        if (!(trial.decision(table) instanceof Decision.Forward forward)) {
            return new Inspected.Decided(trial.decision(table));
        }
        TenantConfig tenant = Objects.requireNonNull(
                configuration.tenants().get(forward.tenant().name()));
        if (shadowed && tenant.shadow() == null) {
            return new Inspected.NoShadow(forward);
        }
        Inspected own = ownAnswer(trial, forward);
        return own == null ? answered(trial, forward, tenant, shadowed ? tenant.shadow() : null) : own;
    }

    private static @Nullable Inspected ownAnswer(Trial trial, Decision.Forward forward) {
        FullHttpResponse answer = trial.ownAnswer(forward.tenant());
        if (answer == null) {
            return null;
        }
        try {
            return new Inspected.OwnAnswer(
                    forward,
                    answer.status().code(),
                    answer.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
                    answer.content().readableBytes());
        } finally {
            answer.release();
        }
    }

    private static Visitor visitor(Trial trial) {
        return new Visitor(trial.client().address(), trial.client().secure());
    }

    private Inspected answered(Trial trial, Decision.Forward forward, TenantConfig tenant, @Nullable ShadowConfig tried)
            throws IOException, InterruptedException {
        Rewriting usual = forward.route().rewriting();
        Shadow shadow = usual == null ? null : usual.shadow();
        Rewriting inForce = tried != null
                ? usual
                : forward.route().rewriting(RequestHead.of(trial.request()).from(visitor(trial)));
        Rewriting looked = tried == null ? inForce : shadow == null ? null : shadow.candidate();
        Once origin = new Once(trial, forward);
        Explanation explanation = explanation(trial, looked, origin);
        return new Inspected.Answered(
                forward,
                setup(forward, tenant, tried),
                explanation,
                tried == null ? null : explanation(trial, inForce, origin));
    }

    private static Explanation explanation(Trial trial, @Nullable Rewriting rewriting, Once origin)
            throws IOException, InterruptedException {
        RewritePolicy policy = new RewritePolicy() {
            @Override
            public @Nullable Rewriting rewriting(RequestHead request) {
                return rewriting;
            }

            @Override
            public Visitor visitor(RequestHead request) {
                return Inspection.visitor(trial);
            }
        };
        return Explanation.of(policy, RewriteOptions.DEFAULT, trial.request(), origin::answer);
    }

    /** Asks the upstream once, so that what is compared is of the same response. */
    private final class Once {
        private final Trial trial;
        private final Decision.Forward forward;
        private OriginFetch.@Nullable Fetched fetched;

        Once(Trial trial, Decision.Forward forward) {
            this.trial = trial;
            this.forward = forward;
        }

        FullHttpResponse answer(HttpRequest asked) throws IOException, InterruptedException {
            OriginFetch.Fetched whole = fetched;
            if (whole == null) {
                HttpRequest passed = trial.towardsOrigin(asked);
                whole = get(Trial.fetch(loop, connections, forward.route().upstream(), passed), forward);
                fetched = whole;
                asked.headers().set(passed.headers());
            }
            return trial.towardsClient(whole, forward);
        }
    }

    private static OriginFetch.Fetched get(CompletableFuture<OriginFetch.Fetched> fetch, Decision.Forward forward)
            throws IOException, InterruptedException {
        try {
            return fetch.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            fetch.cancel(true);
            throw new IOException(
                    forward.route().upstream().name() + ": the response was not complete after " + MOST_SECONDS
                            + " seconds",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(cause.getMessage() + " (" + servers(forward) + ")", e);
        }
    }

    private static String servers(Decision.Forward forward) {
        Upstream upstream = forward.route().upstream();
        return upstream.status().stream()
                .map(server -> server.origin().toString())
                .collect(Collectors.joining(", "));
    }

    private Inspected.Setup setup(Decision.Forward forward, TenantConfig tenant, @Nullable ShadowConfig tried) {
        RouteConfig route = tenant.routes().stream()
                .filter(each -> each.path().path().equals(forward.route().prefix()))
                .findFirst()
                .orElse(null);
        RewriteConfig rules = route == null || route.rewrite() == null ? tenant.rewrite() : route.rewrite();
        FeaturesConfig features = route == null || route.features() == null
                ? tenant.features()
                : route.features().over(tenant.features());
        if (tried != null) {
            rules = tried.rewrite() == null ? rules : tried.rewrite();
            features = tried.features().over(features);
        }
        Set<FeatureName> off = Set.copyOf(configuration.front().disabledFeatures());
        List<FeatureName> wanted =
                features.enabled(Set.of()).stream().map(Switchable::named).toList();
        return new Inspected.Setup(
                configuration.front().rewriting(),
                rules.enabled(),
                wanted.stream().filter(name -> !off.contains(name)).toList(),
                wanted.stream().filter(off::contains).toList());
    }

    /** Closes the connections. */
    @Override
    public void close() {
        names.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
