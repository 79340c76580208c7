/** How fast a JVM that has just started rewrites: {@code benchmarks/coldstart}. */
@NullMarked
package dev.headrace.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
