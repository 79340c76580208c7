package dev.headrace.front.proxy;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one exchange as they are on its connection, inside of TLS: in HTTP/1 all of both messages, in HTTP/2 all frames of
 * the stream with their own heads, and what passes through a tunnel. Used on one event loop.
 *
 * <p>Whose they are is known only when the request's head has been read; until then they wait here, and from then on each is counted
 * at once, so that a download of hours shows while it lasts.
 */
public final class Traffic {
    private long received;
    private long sent;
    private @Nullable TrafficCounter counter;

    long received() {
        return received;
    }

    long sent() {
        return sent;
    }

    void addReceived(long bytes) {
        received += bytes;
        if (counter != null) {
            counter.received(bytes);
        }
    }

    void addSent(long bytes) {
        sent += bytes;
        if (counter != null) {
            counter.sent(bytes);
        }
    }

    /** Says whose the bytes are; the first to say so is right. */
    void belongsTo(TrafficCounter whose) {
        if (counter == null) {
            counter = whose;
            whose.received(received);
            whose.sent(sent);
        }
    }
}
