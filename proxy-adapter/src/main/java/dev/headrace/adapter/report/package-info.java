/** What became of each response, and why. */
@NullMarked
package dev.headrace.adapter.report;

import org.jspecify.annotations.NullMarked;
