package dev.headrace.front.routing;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's site.
 *
 * @param name what operators call it
 * @param hosts the names that it answers to, in lower case; {@code *.} in front stands for one label
 * @param aliases names that are redirected to {@code canonical}
 * @param canonical the host name that aliases are redirected to
 * @param state whether it answers
 * @param https what it wants of requests in the clear
 * @param admits which clients may ask
 * @param limits what all its clients together may ask
 * @param pages what is shown in its place
 * @param routes where requests go; the longest prefix that matches counts
 */
public record Tenant(
        String name,
        List<String> hosts,
        List<String> aliases,
        String canonical,
        State state,
        Https https,
        Predicate<InetAddress> admits,
        TenantLimits limits,
        Pages pages,
        List<Route> routes) {
    /** Whether a tenant answers. */
    public enum State {
        /** It does. */
        ONLINE,
        /** It will again soon: 503 with {@code Retry-After} (RFC 9110 §15.6.4). */
        MAINTENANCE,
        /** It does not: 503. */
        OFFLINE
    }

    /**
     * What a tenant wants of requests in the clear.
     *
     * @param redirect whether they are redirected to https
     * @param port the port of https that clients see
     * @param strictTransportSecurity the value of that field (RFC 6797 §6.1) in answers over TLS; null for none
     */
    public record Https(
            boolean redirect, int port, @Nullable String strictTransportSecurity) {
        /** Nothing. */
        public static final Https NOT_DEMANDED = new Https(false, 443, null);
    }

    /**
     * HTML documents in UTF-8 that stand in for a tenant; null for a plain text.
     *
     * @param maintenance while in maintenance
     * @param offline while offline
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Pages(byte @Nullable [] maintenance, byte @Nullable [] offline) {
        /** None. */
        public static final Pages NONE = new Pages(null, null);
    }

    /** Sorts the routes. */
    public Tenant {
        hosts = List.copyOf(hosts);
        aliases = List.copyOf(aliases);
        routes = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                        .reversed())
                .toList();
    }

    /** The route for a path; null if there is none. */
    public @Nullable Route route(String path) {
        for (Route route : routes) {
            if (route.matches(path)) {
                return route;
            }
        }
        return null;
    }
}
