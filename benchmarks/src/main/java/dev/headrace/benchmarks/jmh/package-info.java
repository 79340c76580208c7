/** JMH benchmarks: {@code benchmarks/jmh} runs them. */
@NullMarked
package dev.headrace.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
