package dev.headrace.adapter.feature;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What includes may ask for, and cost.
 *
 * @param hosts authorities beside the page's own host that fragments may come from: {@code parts.example}, {@code
 *     parts.example:8443}; default none
 * @param timeout how long a fetch may take; default 500 ms
 * @param budget how long the output of a page may wait for fragments in all; default 2 s
 * @param maxFragments how many fetches a page may cause, nested ones included; default 32
 * @param maxDepth how deep includes may be nested: 1 if fragments may include nothing; at most 8; default 3
 * @param maxFragmentBytes bytes of a fragment; default 1 MiB
 * @param maxQueuedBytes when so many bytes of the page wait behind a fragment, no more of the page is asked for; at twice as many
 *     fragments are given up; default 256 KiB
 * @param sharedCaches whether shared caches may store a page as its {@code Cache-Control} says: fragments must be the same for all
 *     visitors then; default no
 */
public record EsiOptions(
        Set<String> hosts,
        Duration timeout,
        Duration budget,
        int maxFragments,
        int maxDepth,
        int maxFragmentBytes,
        int maxQueuedBytes,
        boolean sharedCaches) {
    /** The defaults. */
    public static final EsiOptions DEFAULT =
            new EsiOptions(Set.of(), Duration.ofMillis(500), Duration.ofSeconds(2), 32, 3, 1 << 20, 256 * 1024, false);

    private static final int HIGHEST_DEPTH = 8;
    private static final int HIGHEST_BYTES = 1 << 30;

    /** Refuses numbers and times that are not positive, or too high. */
    public EsiOptions {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        within("timeout in milliseconds", timeout.toMillis(), Integer.MAX_VALUE);
        within("budget in milliseconds", budget.toMillis(), Integer.MAX_VALUE);
        within("maxFragments", maxFragments, Integer.MAX_VALUE);
        within("maxDepth", maxDepth, HIGHEST_DEPTH);
        within("maxFragmentBytes", maxFragmentBytes, HIGHEST_BYTES);
        within("maxQueuedBytes", maxQueuedBytes, HIGHEST_BYTES);
    }

    /** These options with other {@link #hosts}. */
    public EsiOptions withHosts(Set<String> others) {
        return new EsiOptions(
                others, timeout, budget, maxFragments, maxDepth, maxFragmentBytes, maxQueuedBytes, sharedCaches);
    }

    /** These options with another {@link #timeout} and another {@link #budget}. */
    public EsiOptions withTimes(Duration ofFetch, Duration ofPage) {
        return new EsiOptions(
                hosts, ofFetch, ofPage, maxFragments, maxDepth, maxFragmentBytes, maxQueuedBytes, sharedCaches);
    }

    /** These options with another {@link #maxFragments} and another {@link #maxDepth}. */
    public EsiOptions withMost(int fragments, int depth) {
        return new EsiOptions(hosts, timeout, budget, fragments, depth, maxFragmentBytes, maxQueuedBytes, sharedCaches);
    }

    /** These options with another {@link #maxFragmentBytes} and another {@link #maxQueuedBytes}. */
    public EsiOptions withBytes(int ofFragment, int queued) {
        return new EsiOptions(hosts, timeout, budget, maxFragments, maxDepth, ofFragment, queued, sharedCaches);
    }

    /** These options with another {@link #sharedCaches}. */
    public EsiOptions withSharedCaches(boolean allowed) {
        return new EsiOptions(
                hosts, timeout, budget, maxFragments, maxDepth, maxFragmentBytes, maxQueuedBytes, allowed);
    }

    private static void within(String name, long value, int highest) {
        if (value < 1 || value > highest) {
            throw new IllegalArgumentException(name + " must be 1 to " + highest + ", not " + value);
        }
    }
}
