package dev.headrace.adapter.explain;

import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.SkipReason;

/** What reasons mean, for people who have not read the code. A sentence each. */
final class Sentences {
    private Sentences() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case REWRITTEN -> "The whole document was rewritten.";
            case REWRITTEN_IN_PART ->
                "The document was rewritten up to a failure; the rest of it passed as the origin sent it.";
            case PASSED -> "The response passed as the origin sent it.";
            case RESET -> "The response broke off, since nothing right could follow what was sent already.";
            case ABANDONED -> "The client was gone before the response was complete.";
        };
    }

    static String of(SkipReason reason) {
        return switch (reason) {
            case NO_REWRITING -> "Nothing is configured to be rewritten for this request.";
            case DECLINED -> "The configuration has a rewriting for this request, but not for this response.";
            case POLICY_FAILED -> "The code that decides what is rewritten failed.";
            case NO_TRANSFORM -> "\"Cache-Control: no-transform\" forbids changes.";
            case TUNNEL -> "The connection became a tunnel, so that this is no HTTP any more.";
            case HEAD -> "An answer to HEAD has no content; its header fields are those that GET would have.";
            case NOT_MODIFIED -> "A 304 has no content: the client has the page already.";
            case PARTIAL_CONTENT -> "Only a part of the document was sent, and parts cannot be rewritten.";
            case STATUS -> "Nobody sees the content of a response with this status.";
            case EMPTY -> "There is no content.";
            case NO_MEDIA_TYPE -> "There is no Content-Type, so that nobody knows whether this is HTML.";
            case CONFLICTING_MEDIA_TYPES -> "Several Content-Type fields name different media types.";
            case MEDIA_TYPE -> "The media type is neither text/html nor application/xhtml+xml.";
            case UNKNOWN_CODING -> "The content is in a coding that cannot be undone here.";
            case TOO_MANY_CODINGS -> "The content is in more codings on top of each other than are undone.";
            case CORRUPT_CODING -> "The content is not in the coding that Content-Encoding names.";
            case EXPANSION_LIMIT -> "The content expands beyond the limit for coded content.";
            case ALREADY_REWRITTEN -> "The response says that it was rewritten already.";
            case NOT_MARKUP ->
                "The content does not begin with \"<\", so that it is no HTML, whatever it is said to be.";
            case CONTENT_NOT_IN_MEMORY -> "The content was not in memory, but in a file.";
            case REWRITER_FAILED -> "The rewriter could not begin with the document.";
        };
    }

    static String of(FailureReason reason) {
        return switch (reason) {
            case HANDLER -> "A handler failed: a rule, or a feature.";
            case REWRITER_LIMIT -> "The document reached a limit of memory, depth, time or the like.";
            case REWRITER -> "The rewriter failed.";
            case CORRUPT_CODING -> "The content is not in the coding that Content-Encoding names.";
            case CODING_CUT_OFF -> "The content ends in the middle of its coding.";
            case EXPANSION_LIMIT -> "The content expands beyond the limit for coded content.";
            case ENCODING -> "The content could not be coded again.";
            case LENGTH_MISMATCH -> "There is more or less content than Content-Length says.";
            case ORIGIN_CUT_OFF -> "The origin's content broke off, or is malformed.";
            case CONTENT_NOT_IN_MEMORY -> "Content that is not in memory came after content that was.";
            case QUEUE_LIMIT -> "More waited to be written than may.";
            case WRITE_FAILED -> "What was rewritten could not be written.";
            case CLIENT_LEFT -> "The client left.";
            case HANDLER_REMOVED -> "The rewriter was taken out of the connection.";
        };
    }
}
