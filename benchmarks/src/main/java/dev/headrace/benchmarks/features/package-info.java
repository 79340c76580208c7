/** What features cost, beside a rewriter with one handler. */
@NullMarked
package dev.headrace.benchmarks.features;

import org.jspecify.annotations.NullMarked;
