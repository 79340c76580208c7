/** Tests of the command line, through its arguments and streams. */
@NullMarked
package dev.headrace.front.cli;

import org.jspecify.annotations.NullMarked;
