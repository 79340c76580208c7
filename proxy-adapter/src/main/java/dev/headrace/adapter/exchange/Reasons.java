package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.rewriter.error.RewriteException;

/** The names of what can go wrong. */
final class Reasons {
    private Reasons() {}

    /** Why a response failed that was being rewritten. */
    static FailureReason ofFailure(Throwable thrown) {
        if (thrown instanceof CodingException) {
            return FailureReason.CORRUPT_CODING;
        }
        if (thrown instanceof ExpansionException) {
            return FailureReason.EXPANSION_LIMIT;
        }
        if (thrown instanceof RewriteException failed) {
            return switch (failed.kind()) {
                case "handler", "content" -> FailureReason.HANDLER;
                case "memory", "limit" -> FailureReason.REWRITER_LIMIT;
                case "sink" -> isOutOfMemory(failed) ? FailureReason.WRITE_FAILED : FailureReason.ENCODING;
                default -> FailureReason.REWRITER;
            };
        }
        return FailureReason.REWRITER;
    }

    private static boolean isOutOfMemory(RewriteException ofSink) {
        Throwable cause = ofSink.getCause();
        return cause != null && cause.getCause() instanceof OutOfMemoryError;
    }

    /** Why a response passes whose first bytes made something fail. */
    static SkipReason ofSkip(Throwable thrown) {
        return switch (ofFailure(thrown)) {
            case CORRUPT_CODING -> SkipReason.CORRUPT_CODING;
            case EXPANSION_LIMIT -> SkipReason.EXPANSION_LIMIT;
            default -> SkipReason.REWRITER_FAILED;
        };
    }
}
