/** Which responses may be rewritten, by their heads and by their first bytes. Pure functions: nothing here knows a channel. */
@NullMarked
package dev.headrace.adapter.gate;

import org.jspecify.annotations.NullMarked;
