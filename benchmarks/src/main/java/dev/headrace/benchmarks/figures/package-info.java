/** Clocks, medians and tables. */
@NullMarked
package dev.headrace.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
