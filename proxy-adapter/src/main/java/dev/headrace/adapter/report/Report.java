package dev.headrace.adapter.report;

import dev.headrace.rewriter.io.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What became of one exchange.
 *
 * @param outcome how it ended
 * @param status the response's status code; 0 if there was no response
 * @param skip why the response passed untouched, if it did
 * @param failure what went wrong, if anything did
 * @param cause the exception behind {@code skip} or {@code failure}, if there was one
 * @param bytesIn bytes of content that came from the origin, in its codings
 * @param bytesDecoded bytes of it without codings; 0 if nothing was rewritten
 * @param bytesOut bytes of content that were given on to the client, in its codings
 * @param statistics the rewriter's figures, if there was a rewriter at work
 * @param context what the document was opened with ({@code Preparation.context}), if anything
 */
public record Report(
        Outcome outcome,
        int status,
        @Nullable SkipReason skip,
        @Nullable FailureReason failure,
        @Nullable Throwable cause,
        long bytesIn,
        long bytesDecoded,
        long bytesOut,
        @Nullable Statistics statistics,
        @Nullable Object context) {}
