/** Deadlines on event loops. */
@NullMarked
package dev.headrace.front.time;

import org.jspecify.annotations.NullMarked;
