/** The command line: one class for each command, {@link dev.headrace.front.cli.Main} to start it. */
@NullMarked
package dev.headrace.front.cli;

import org.jspecify.annotations.NullMarked;
