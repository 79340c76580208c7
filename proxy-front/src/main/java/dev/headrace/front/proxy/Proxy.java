package dev.headrace.front.proxy;

import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.upstream.OriginConnections;
import java.util.function.Supplier;

/**
 * What the exchanges of an event loop share.
 *
 * @param table the table that is in force; asked for each request
 * @param origins the event loop's connections
 * @param timeouts of clients
 * @param maxRequests requests of one connection, which is closed behind the last
 * @param log hears of each exchange
 */
public record Proxy(
        Supplier<RoutingTable> table,
        OriginConnections origins,
        ClientTimeouts timeouts,
        int maxRequests,
        ExchangeLog log) {}
