package dev.headrace.adapter.report;

import java.util.Locale;

/** Why a response passed as the origin sent it. */
public enum SkipReason {
    /** The policy had no rewriting for the request. */
    NO_REWRITING,
    /** The policy had a rewriting for the request, but declined when it saw the response. */
    DECLINED,
    /** The policy threw; {@link Report#cause} has what. */
    POLICY_FAILED,
    /** The request or the response says {@code Cache-Control: no-transform} (RFC 9111 §5.2.1.6, §5.2.2.6). */
    NO_TRANSFORM,
    /** The exchange became a tunnel or another protocol: 101, or 2xx to CONNECT (RFC 9110 §9.3.6, §15.2.2). */
    TUNNEL,
    /** An answer to HEAD has no content; its header fields became those that GET would have (RFC 9110 §9.3.2). */
    HEAD,
    /** A 304 has no content; its entity tag became the one that GET would have (RFC 9110 §15.4.5). */
    NOT_MODIFIED,
    /** A 206, or a {@code multipart/byteranges}, has only parts of a document (RFC 9110 §15.3.7). */
    PARTIAL_CONTENT,
    /** A status of which nobody sees the content: 1xx, 204, 205, other redirections. */
    STATUS,
    /** There was no content. */
    EMPTY,
    /** There was no {@code Content-Type}. */
    NO_MEDIA_TYPE,
    /** Several header fields name different media types. */
    CONFLICTING_MEDIA_TYPES,
    /** The media type is neither {@code text/html} nor {@code application/xhtml+xml}. */
    MEDIA_TYPE,
    /** A content coding that is not known, or whose library is not there. */
    UNKNOWN_CODING,
    /** More content codings on top of each other than anybody uses; each costs memory. */
    TOO_MANY_CODINGS,
    /** The first bytes are not in the coding that they are said to be in; {@link Report#cause} tells more. */
    CORRUPT_CODING,
    /** The first bytes expand beyond the limits. */
    EXPANSION_LIMIT,
    /** The response says that it was rewritten already, in the header field that {@code RewriteOptions} names. */
    ALREADY_REWRITTEN,
    /** The first character that is no white space is not {@code <}. */
    NOT_MARKUP,
    /** The content is not in memory, but a region of a file, or of a type that is not known. */
    CONTENT_NOT_IN_MEMORY,
    /** No stream could be opened on the rewriter; {@link Report#cause} has why. */
    REWRITER_FAILED;

    /** The word for counters and header fields: {@code no-transform}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
