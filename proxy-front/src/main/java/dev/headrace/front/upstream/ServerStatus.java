package dev.headrace.front.upstream;

/**
 * What is known of a server at a moment, for operators.
 *
 * @param requests under way
 * @param chosen how often it was chosen for a request
 * @param failed how many of these failed
 * @param opened how often its circuit breaker has opened
 */
public record ServerStatus(Origin origin, State state, int requests, long chosen, long failed, long opened) {
    /** Whether a server gets requests. */
    public enum State {
        /** It does. */
        UP,
        /** It has failed too often, and gets none for a while. */
        OPEN,
        /** That while is over: it gets one on trial. */
        HALF_OPEN,
        /** It fails the health checks, and gets none. */
        DOWN
    }
}
