package dev.headrace.adapter.report;

import java.util.Locale;

/** How a candidate compared with what was live, for one response. */
public enum ShadowOutcome {
    /** Status, header fields and content are the same. */
    EQUAL,
    /** Something differs: {@link ShadowReport} has what. */
    DIFFERENT,
    /** The candidate threw, or reached a limit, and was stopped there: {@link ShadowReport#failure} has why. */
    FAILED,
    /** The candidate wanted to wait for an asynchronous handler, and was stopped there. */
    ASYNCHRONOUS,
    /** The live response did not come to its end; up to where it came there was no difference. */
    CUT_SHORT;

    /** The word for counters and header fields: {@code cut-short}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
