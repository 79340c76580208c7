/** Where rewritten bytes go, and what is counted on the way. */
@NullMarked
package dev.headrace.rewriter.io;

import org.jspecify.annotations.NullMarked;
