package dev.headrace.front.proxy;

/** How far an exchange has come. The phases follow one another in this order; each exchange ends in one of them. */
public enum Phase {
    /** The request's head is there. */
    RECEIVED,
    /** It has been looked at ({@link RequestGuard}), and may be taken. */
    CHECKED,
    /** It is known whose it is, and what is to be done with it. */
    ROUTED,
    /** An origin was chosen, and a connection to it is being made. */
    ORIGIN_CHOSEN,
    /** The request is on its way. */
    REQUEST_SENT,
    /** The response's head is on its way to the client. */
    RESPONSE_BEGUN,
    /** All of the response is on its way. */
    RESPONSE_ENDED
}
