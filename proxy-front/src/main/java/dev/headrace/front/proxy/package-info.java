/**
 * The way of a request through the front, from a client's connection to an origin's and back. One {@link
 * dev.headrace.front.proxy.ClientHandler} for each connection of HTTP/1 and each stream of HTTP/2; one {@link
 * dev.headrace.front.proxy.Exchange} for each request.
 */
@NullMarked
package dev.headrace.front.proxy;

import org.jspecify.annotations.NullMarked;
