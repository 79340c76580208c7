/** Tree construction (WHATWG HTML §13.2.6) on the stack of open elements and its companions, without a tree. */
@NullMarked
package dev.headrace.rewriter.tree;

import org.jspecify.annotations.NullMarked;
