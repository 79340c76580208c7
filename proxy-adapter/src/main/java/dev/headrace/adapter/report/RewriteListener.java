package dev.headrace.adapter.report;

import dev.headrace.adapter.request.RequestHead;

/**
 * Hears of every exchange. Called on the channel's event loop: it must not block. What it throws goes down the pipeline as an
 * exception and changes nothing else.
 */
public interface RewriteListener {
    /** Hears nothing. */
    RewriteListener NONE = new RewriteListener() {};

    /** The exchange is over, one way or the other. Called once for each request. */
    default void finished(RequestHead request, Report report) {}
}
