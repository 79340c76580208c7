/** Selectors on a stream: all of a rewriter's selectors as one program, and the matcher that runs it on each element. */
@NullMarked
package dev.headrace.rewriter.matcher;

import org.jspecify.annotations.NullMarked;
