/**
 * Rewrites HTML while it streams: {@link dev.headrace.rewriter.HtmlRewriter} is where to start.
 */
@NullMarked
package dev.headrace.rewriter;

import org.jspecify.annotations.NullMarked;
