/** What is measured: the cases, and the pages that they run on. */
@NullMarked
package dev.headrace.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
