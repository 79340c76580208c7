/** What becomes of one response, told to people. */
@NullMarked
package dev.headrace.adapter.explain;

import org.jspecify.annotations.NullMarked;
