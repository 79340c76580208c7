package dev.headrace.adapter.faults;

import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.sockets.Received;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a case.
 *
 * @param reports what the listener heard of the exchange
 * @param left whether the client left before the end
 * @param next what was answered to the next request; null if there was none, since the connection was closed
 * @param leakedBytes what was allocated and is not released
 */
record Played(
        Received got,
        List<Report> reports,
        boolean left,
        @Nullable Received next,
        long leakedBytes) {}
