package dev.headrace.front.admin;

import java.time.Instant;
import java.util.List;

/**
 * How a front is doing.
 *
 * @param version of this program
 * @param java the version of the JVM
 * @param pid the process
 * @param started when it was
 * @param draining whether it is about to end
 * @param listening where
 * @param tenants how many there are
 * @param lastReload the last reading of the configuration, the first one included
 */
public record Status(
        String version,
        String java,
        long pid,
        Instant started,
        boolean draining,
        List<String> listening,
        int tenants,
        Reload lastReload) {
    /** Copies the list. */
    public Status {
        listening = List.copyOf(listening);
    }

    /**
     * A reading of the configuration.
     *
     * @param time when it was
     * @param problems what was wrong, with its place; what was right is in force all the same
     */
    public record Reload(Instant time, List<String> problems) {
        /** Copies the list. */
        public Reload {
            problems = List.copyOf(problems);
        }
    }
}
