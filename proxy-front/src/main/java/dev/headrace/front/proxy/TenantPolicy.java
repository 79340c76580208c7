package dev.headrace.front.proxy;

import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.RoutingTable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rewrites for a client as the route says that its request takes. */
public final class TenantPolicy implements RewritePolicy {
    private final Supplier<RoutingTable> table;
    private final Client client;

    /** Asks the table that is in force. */
    public TenantPolicy(Supplier<RoutingTable> table, Client client) {
        this.table = table;
        this.client = client;
    }

    @Override
    public Visitor visitor(RequestHead request) {
        return visitor(client, request);
    }

    static Visitor visitor(Client client, RequestHead request) {
        boolean secure = client.secure()
                || (client.trusted()
                        && "https".equalsIgnoreCase(request.headers().get(Fields.X_FORWARDED_PROTO)));
        return new Visitor(client.address(), secure, client.trusted());
    }

    @Override
    public @Nullable Rewriting rewriting(RequestHead request) {
        Route route = table.get()
                .tenant(HostField.name(request.headers().get("host", "")))
                .map(tenant -> tenant.route(request.path()))
                .orElse(null);
        return route == null ? null : route.rewriting(request);
    }
}
