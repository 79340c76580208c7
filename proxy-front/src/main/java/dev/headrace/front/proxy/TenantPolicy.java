package dev.headrace.front.proxy;

import dev.headrace.adapter.policy.RequestHead;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.RoutingTable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rewrites as the route says that a request takes. */
public final class TenantPolicy implements RewritePolicy {
    private final Supplier<RoutingTable> table;

    /** Asks the table that is in force. */
    public TenantPolicy(Supplier<RoutingTable> table) {
        this.table = table;
    }

    @Override
    public @Nullable Rewriting rewriting(RequestHead request) {
        Route route = table.get()
                .tenant(HostField.name(request.headers().get("host", "")))
                .map(tenant -> tenant.route(request.path()))
                .orElse(null);
        return route == null ? null : route.rewriting();
    }
}
