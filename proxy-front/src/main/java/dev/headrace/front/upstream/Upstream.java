package dev.headrace.front.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Origins that answer the same requests, and how one of them is chosen. Shared by all event loops. */
public final class Upstream {
    private final String name;
    private final List<Server> servers;
    private final Balance balance;
    private final Timeouts timeouts;
    private final Options options;
    private final @Nullable Checks checks;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();

    /** How an origin is chosen. */
    public enum Balance {
        /** Each in its turn. */
        ROUND_ROBIN,
        /** The one with the fewest requests under way. */
        LEAST_REQUESTS,
        /** By a hash of the client's address; clients move only if their origin goes or comes. */
        HASH_OF_ADDRESS,
        /** By a hash of the path; likewise. */
        HASH_OF_PATH
    }

    /**
     * What else is told of an upstream.
     *
     * @param hostPreserved whether origins see the host that the client asked for, and not their own
     * @param maxRequests requests that one origin may have at a time
     * @param maxFails so many failures in a row, and an origin is left alone for a while, unless there is no other; 0 for never
     * @param leftAlone how long that is; then it gets one request each time, until it has answered one
     */
    public record Options(boolean hostPreserved, int maxRequests, int maxFails, Duration leftAlone) {
        /** The client's host, a thousand requests, five failures, ten seconds. */
        public static final Options DEFAULT = new Options(true, 1000, 5, Duration.ofSeconds(10));
    }

    /**
     * How long an origin may take.
     *
     * @param connect until it has taken the connection
     * @param response from the end of the request until the response's head is there
     * @param content between two pieces of content
     * @param idle how long a connection is kept that nobody needs
     * @param tunnel how long both sides of a tunnel may say nothing
     * @param total for the whole exchange; null for no limit
     */
    public record Timeouts(
            Duration connect,
            Duration response,
            Duration content,
            Duration idle,
            Duration tunnel,
            @Nullable Duration total) {
        /** 5 seconds, a minute, a minute, a minute, an hour, no limit. */
        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                null);
    }

    /**
     * An upstream whose servers are not checked.
     *
     * @param name what operators call it
     * @throws IllegalArgumentException if there is no origin
     */
    public Upstream(String name, List<Origin> origins, Balance balance, Timeouts timeouts, Options options) {
        this(name, origins, balance, timeouts, options, null);
    }

    /**
     * An upstream.
     *
     * @param name what operators call it
     * @param checks how its servers are checked; null if they are not
     * @throws IllegalArgumentException if there is no origin
     */
    public Upstream(
            String name,
            List<Origin> origins,
            Balance balance,
            Timeouts timeouts,
            Options options,
            @Nullable Checks checks) {
        this(name, origins, balance, timeouts, options, checks, System::nanoTime);
    }

    Upstream(
            String name,
            List<Origin> origins,
            Balance balance,
            Timeouts timeouts,
            Options options,
            @Nullable Checks checks,
            LongSupplier nanoTime) {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("the upstream " + name + " has no servers");
        }
        this.name = name;
        this.balance = balance;
        this.timeouts = timeouts;
        this.options = options;
        this.checks = checks;
        this.nanoTime = nanoTime;
        this.servers = origins.stream().map(Server::new).toList();
    }

    /** What operators call it. */
    public String name() {
        return name;
    }

    /** How long its origins may take. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** What else is told of it. */
    public Options options() {
        return options;
    }

    /** How its servers are checked; null if they are not. */
    public @Nullable Checks checks() {
        return checks;
    }

    /** What is known of each server just now. */
    public List<ServerStatus> status() {
        return servers.stream().map(Server::status).toList();
    }

    List<Server> servers() {
        return servers;
    }

    /** How one of its origins is chosen. */
    public Balance balance() {
        return balance;
    }

    /**
     * Chooses an origin for a request; {@link Server#finished} must be called for it. Those that are not well are chosen only if there
     * is no other: a front that has nothing to lose had better try.
     *
     * @param hash of what the balance goes by
     * @param tried origins that have failed this request already
     * @return null if all have, or have no room
     */
    public @Nullable Server choose(int hash, Set<Server> tried) {
        Server chosen = choose(hash, candidates(tried, server -> !server.down && server.breaker.isPassable()), true);
        if (chosen == null) {
            chosen = choose(hash, candidates(tried, server -> !server.down), false);
        }
        if (chosen == null) {
            chosen = choose(hash, candidates(tried, server -> true), false);
        }
        if (chosen != null) {
            chosen.requests.incrementAndGet();
            chosen.chosen.incrementAndGet();
        }
        return chosen;
    }

    private List<Server> candidates(Set<Server> tried, Predicate<Server> wanted) {
        List<Server> candidates = new ArrayList<>(servers.size());
        for (Server server : servers) {
            if (!tried.contains(server) && server.hasRoom() && wanted.test(server)) {
                candidates.add(server);
            }
        }
        return candidates;
    }

    private @Nullable Server choose(int hash, List<Server> candidates, boolean mustPass) {
        while (!candidates.isEmpty()) {
            Server chosen = candidates.size() == 1 ? candidates.get(0) : choose(hash, candidates);
            // Counts as its trial, if one is due, even if that was not asked.
            if (chosen.breaker.pass() || !mustPass) {
                return chosen;
            }
            candidates.remove(chosen);
        }
        return null;
    }

    private Server choose(int hash, List<Server> candidates) {
        int first = Math.floorMod(turn.getAndIncrement(), candidates.size());
        Server best = candidates.get(first);
        for (int i = 1; i < candidates.size(); i++) {
            Server other = candidates.get((first + i) % candidates.size());
            boolean isBetter = switch (balance) {
                case ROUND_ROBIN -> false;
                case LEAST_REQUESTS -> other.requests.get() < best.requests.get();
                case HASH_OF_ADDRESS, HASH_OF_PATH -> other.weight(hash) > best.weight(hash);
            };
            best = isBetter ? other : best;
        }
        return best;
    }

    /** An origin and what is known of it. */
    public final class Server {
        private final Origin origin;
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicLong chosen = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final Breaker breaker = new Breaker(options.maxFails(), options.leftAlone(), nanoTime);
        private volatile boolean down;

        private Server(Origin origin) {
            this.origin = origin;
        }

        /** Where it is. */
        public Origin origin() {
            return origin;
        }

        /** Requests under way. */
        public int requests() {
            return requests.get();
        }

        /** The request is over. */
        public void finished() {
            requests.decrementAndGet();
        }

        /** It has answered. */
        public void answered() {
            breaker.succeeded();
        }

        /** It has failed a request. */
        public void failed() {
            failed.incrementAndGet();
            breaker.failed();
        }

        boolean isDown() {
            return down;
        }

        /** Checks have shown another state. */
        void setDown(boolean isDown) {
            down = isDown;
            if (!isDown) {
                breaker.succeeded();
            }
        }

        private ServerStatus status() {
            ServerStatus.State state = down
                    ? ServerStatus.State.DOWN
                    : breaker.isClosed()
                            ? ServerStatus.State.UP
                            : breaker.isHalfOpen() ? ServerStatus.State.HALF_OPEN : ServerStatus.State.OPEN;
            return new ServerStatus(origin, state, requests.get(), chosen.get(), failed.get(), breaker.opened());
        }

        private boolean hasRoom() {
            return requests.get() < options.maxRequests();
        }

        /**
         * The highest of all origins' weights wins, so that each origin's clients depend on nothing but itself. It is the same in every
         * process.
         */
        private int weight(int hash) {
            int mixed = (31 * origin.host().hashCode() + origin.port() ^ hash) * 0x9E3779B9;
            mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
            return mixed ^ mixed >>> 13;
        }
    }
}
