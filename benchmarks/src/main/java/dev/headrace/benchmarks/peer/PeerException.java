package dev.headrace.benchmarks.peer;

import java.io.IOException;

/** A peer could not do what it was asked, or has ended. */
public final class PeerException extends IOException {
    private static final long serialVersionUID = 1L;

    PeerException(String message) {
        super(message);
    }
}
