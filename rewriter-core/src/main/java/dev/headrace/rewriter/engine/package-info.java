/** The rewriting of one document: tokens to tree construction, elements to the matcher, matches to handlers, and the output. */
@NullMarked
package dev.headrace.rewriter.engine;

import org.jspecify.annotations.NullMarked;
