package dev.headrace.front.routing;

import org.jspecify.annotations.Nullable;

/** What is to be done with a request. */
public sealed interface Decision {
    /** Whose request it is; null if nobody's. */
    @Nullable
    Tenant tenant();

    /** It goes to an upstream. */
    record Forward(Tenant tenant, Route route) implements Decision {}

    /**
     * The client is sent elsewhere.
     *
     * @param status 301, or 308 where the method must stay (RFC 9110 §15.4.9)
     */
    record Redirect(Tenant tenant, int status, String location) implements Decision {}

    /** The front answers itself. */
    record Refusal(@Nullable Tenant tenant, Refused reason) implements Decision {}

    /** Why the front answers itself. */
    enum Refused {
        /** No tenant has the host. */
        UNKNOWN_HOST(404),
        /** The host belongs to another tenant than the name in the TLS handshake (RFC 9110 §7.4). */
        MISDIRECTED(421),
        /** The tenant has as many requests as it may have, or gets them too fast (RFC 6585 §4). */
        TOO_MANY_REQUESTS(429),
        /** The tenant does not admit the client's address. */
        NOT_ADMITTED(403),
        /** The tenant has said that it will be back soon. */
        MAINTENANCE(503),
        /** The tenant is switched off. */
        OFFLINE(503),
        /** The tenant has no route for the path. */
        NO_ROUTE(404);

        private final int status;

        Refused(int status) {
            this.status = status;
        }

        /** The status code of the answer. */
        public int status() {
            return status;
        }
    }
}
