package dev.headrace.front.upstream;

/** What an origin did wrong. */
public enum OriginFault {
    /** Nobody took the connection, or its name has no address. */
    NO_CONNECTION(502, true),
    /** Nobody took the connection in time. */
    CONNECT_TIMEOUT(504, true),
    /** The TLS handshake failed, or the origin does not speak HTTP/2 though it should (RFC 9113 §3.2). */
    TLS_FAILED(502, true),
    /** The connection was closed before a response began. On a connection that was idle before, the request may never have been seen. */
    CLOSED_BEFORE_RESPONSE(502, false),
    /** The origin says that it did not look at the request (RFC 9113 §8.7). */
    NOT_PROCESSED(502, false),
    /** No response came in time. */
    RESPONSE_TIMEOUT(504, false),
    /** What came is no HTTP (RFC 9112 §2.2). */
    MALFORMED_RESPONSE(502, false),
    /** The connection was closed in the middle of a response (RFC 9112 §8). */
    CUT_OFF(502, false),
    /** No more content came in time. */
    CONTENT_TIMEOUT(504, false);

    private final int status;
    private final boolean unsent;

    OriginFault(int status, boolean unsent) {
        this.status = status;
        this.unsent = unsent;
    }

    /** The status code of an answer in the origin's place (RFC 9110 §15.6). */
    public int status() {
        return status;
    }

    /** Whether no byte of the request was sent, so that any request may be sent to another origin. */
    public boolean isUnsent() {
        return unsent;
    }
}
