/** What can go wrong with a document, and the limits that a document is held to. */
@NullMarked
package dev.headrace.rewriter.error;

import org.jspecify.annotations.NullMarked;
