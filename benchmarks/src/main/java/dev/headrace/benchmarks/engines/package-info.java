/** The libraries that are measured, behind one interface. */
@NullMarked
package dev.headrace.benchmarks.engines;

import org.jspecify.annotations.NullMarked;
