/** Counts what the front does, for Prometheus. */
@NullMarked
package dev.headrace.front.metrics;

import org.jspecify.annotations.NullMarked;
