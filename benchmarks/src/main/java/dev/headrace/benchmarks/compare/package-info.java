/** Runs the engines side by side and reports their speed. */
@NullMarked
package dev.headrace.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
