package dev.headrace.front.upstream;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Checks servers every now and then, on one event loop. Which ones may be told again at any time, from any thread: a server that is
 * still among them goes on as it was. The checks of many servers are spread over their interval, and only so many are under way.
 */
public final class HealthChecks {
    /** Servers that do not answer hold a check for its whole timeout; those of others should not have to wait for them. */
    private static final int MOST_AT_A_TIME = 512;

    private final EventLoop loop;
    private final OriginConnections connections;
    private final int most;

    private final Map<Upstream.Server, ServerCheck> checks = new HashMap<>();
    private final Queue<ServerCheck> waiting = new ArrayDeque<>();
    private int running;

    /**
     * Checks nothing yet.
     *
     * @param loop does it
     * @param connections of that loop
     */
    public HealthChecks(EventLoop loop, OriginConnections connections) {
        this(loop, connections, MOST_AT_A_TIME);
    }

    HealthChecks(EventLoop loop, OriginConnections connections, int most) {
        this.loop = loop;
        this.connections = connections;
        this.most = most;
    }

    /** Checks the servers of these upstreams from now on, where they want it, and no others. */
    public void watch(Collection<Upstream> upstreams) {
        List<Upstream> wanted =
                upstreams.stream().filter(each -> each.checks() != null).toList();
        if (!loop.isShuttingDown()) {
            loop.execute(() -> replace(wanted));
        }
    }

    private void replace(List<Upstream> wanted) {
        Map<Upstream.Server, ServerCheck> before = new HashMap<>(checks);
        checks.clear();
        for (Upstream upstream : wanted) {
            Checks how = upstream.checks();
            if (how != null) {
                for (Upstream.Server server : upstream.servers()) {
                    ServerCheck known = before.remove(server);
                    checks.put(server, known != null ? known : new ServerCheck(this, server, how));
                }
            }
        }
        before.values().forEach(ServerCheck::end);
        checks.values().forEach(ServerCheck::start);
    }

    EventLoop loop() {
        return loop;
    }

    OriginConnections connections() {
        return connections;
    }

    /** A check is due; it begins when there is room. */
    void due(ServerCheck check) {
        waiting.add(check);
        beginNext();
    }

    /** A check is over. */
    void done() {
        running--;
        // Not at once: checks that fail at once would each begin the next, deeper and deeper.
        loop.execute(this::beginNext);
    }

    private void beginNext() {
        while (running < most && !waiting.isEmpty()) {
            ServerCheck next = waiting.remove();
            if (!next.isEnded()) {
                running++;
                next.begin();
            }
        }
    }
}
