/**
 * Connections to origins: who is asked next, what is kept open, what is known of each.
 */
@NullMarked
package dev.headrace.front.upstream;

import org.jspecify.annotations.NullMarked;
