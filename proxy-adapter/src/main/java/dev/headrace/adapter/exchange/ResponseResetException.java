package dev.headrace.adapter.exchange;

import dev.headrace.adapter.report.FailureReason;
import java.io.IOException;

/** What the promises of writes fail with whose response is over before its end. */
final class ResponseResetException extends IOException {
    private static final long serialVersionUID = 1L;

    ResponseResetException(FailureReason reason) {
        super("the response ended before it was complete: " + reason.token());
    }

    /** No trace: one is made for each exchange that ends, and where says nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
