package dev.headrace.adapter.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would have made of a response, beside what was made of it.
 *
 * @param outcome how they compare
 * @param live how the live response ended
 * @param skip why the content was not compared; null if it was. Header fields are compared all the same.
 * @param liveStatus the status code that the client got
 * @param candidateStatus the one that it would have got
 * @param fields header fields that differ, by name. Not compared are entity tags, which differ with the version of a rewriting, and what says
 *     how content is framed and coded.
 * @param difference where the content begins to differ; null if it does not
 * @param liveBytes bytes of the live content, without content codings, as far as it came
 * @param candidateBytes the same of the candidate's content, up to where it was stopped
 * @param liveNanos nanoseconds that the live rewriter and its handlers worked on the content, codings not counted
 * @param candidateNanos the same of the candidate's, with what it did for the head
 * @param failure why the candidate was stopped; null if it was not, or if it was {@linkplain ShadowOutcome#ASYNCHRONOUS asynchronous}
 * @param cause the exception behind {@code failure}
 * @param liveContext what the live document was opened with, if anything
 * @param candidateContext what the candidate's document was opened with, if anything
 */
public record ShadowReport(
        ShadowOutcome outcome,
        Outcome live,
        @Nullable SkipReason skip,
        int liveStatus,
        int candidateStatus,
        List<FieldDifference> fields,
        @Nullable ContentDifference difference,
        long liveBytes,
        long candidateBytes,
        long liveNanos,
        long candidateNanos,
        @Nullable FailureReason failure,
        @Nullable Throwable cause,
        @Nullable Object liveContext,
        @Nullable Object candidateContext) {
    /** Copies the differences. */
    public ShadowReport {
        fields = List.copyOf(fields);
    }
}
