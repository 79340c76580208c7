package dev.headrace.front.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of an upstream are checked: by a GET request.
 *
 * @param target what is asked for: path and query
 * @param host what servers see as {@code Host}; null for their own
 * @param interval between two checks of a server
 * @param timeout from the connection to the head of the response
 * @param healthyAfter checks in a row after which a server that is down is up
 * @param unhealthyAfter failed ones after which one that is up is down
 * @param leastStatus the lowest status code that passes
 * @param mostStatus the highest
 */
public record Checks(
        String target,
        @Nullable String host,
        Duration interval,
        Duration timeout,
        int healthyAfter,
        int unhealthyAfter,
        int leastStatus,
        int mostStatus) {
    boolean isPassed(int status) {
        return leastStatus <= status && status <= mostStatus;
    }
}
