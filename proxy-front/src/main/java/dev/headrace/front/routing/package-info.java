/**
 * Which tenant a request belongs to, and what is to be done with it: forwarded, redirected, refused. Immutable tables without
 * any input or output; a reload makes a new one.
 */
@NullMarked
package dev.headrace.front.routing;

import org.jspecify.annotations.NullMarked;
