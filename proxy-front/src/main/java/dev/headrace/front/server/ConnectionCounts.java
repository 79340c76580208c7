package dev.headrace.front.server;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Open connections by address; one address cannot have all that there are. */
final class ConnectionCounts {
    private final ConcurrentMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final int most;

    ConnectionCounts(int most) {
        this.most = most;
    }

    /** Counts a connection until it is closed; false if its address has too many. */
    boolean admit(Channel channel, InetAddress address) {
        int now = open.merge(address, 1, Integer::sum);
        channel.closeFuture().addListener(closed -> open.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1));
        return now <= most;
    }
}
