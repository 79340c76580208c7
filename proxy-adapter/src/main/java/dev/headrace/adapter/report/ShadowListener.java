package dev.headrace.adapter.report;

import dev.headrace.adapter.request.RequestHead;

/**
 * Hears how a candidate compares with what is live. Called on the channel's event loop: it must not block. What it throws goes down the
 * pipeline as an exception and changes nothing else.
 */
@FunctionalInterface
public interface ShadowListener {
    /** A response was shadowed. Called once for each, after the response is over. */
    void compared(RequestHead request, ShadowReport report);
}
