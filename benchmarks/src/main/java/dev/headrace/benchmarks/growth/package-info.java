/** How cost grows with selectors, chunks, length and depth, and what is allocated: {@code benchmarks/growth}. */
@NullMarked
package dev.headrace.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
