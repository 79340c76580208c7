/** Shows how a document is parsed: the field's debugging tool. */
@NullMarked
package dev.headrace.rewriter.trace;

import org.jspecify.annotations.NullMarked;
