/** Runs documents that come as JSON lines together with what is to be done to them. */
@NullMarked
package dev.headrace.front.cli.cases;

import org.jspecify.annotations.NullMarked;
