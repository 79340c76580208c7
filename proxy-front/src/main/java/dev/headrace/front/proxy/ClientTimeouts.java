package dev.headrace.front.proxy;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param head from the first byte of a request until its head is complete
 * @param content between two pieces of a request's content
 * @param idle between two requests, and before the first
 * @param send until it takes more of a response
 * @param request for a whole request with its content
 */
public record ClientTimeouts(Duration head, Duration content, Duration idle, Duration send, Duration request) {
    /** 10 seconds, 30 seconds, a minute, a minute, an hour. */
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1));
}
