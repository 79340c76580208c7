/** Listens, and puts configuration, TLS, routing and the way of a request together. */
@NullMarked
package dev.headrace.front.server;

import org.jspecify.annotations.NullMarked;
