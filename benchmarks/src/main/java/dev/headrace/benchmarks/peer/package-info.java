/** The processes that the engines run in, seen from within and from without. */
@NullMarked
package dev.headrace.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
