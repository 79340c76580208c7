/** What handlers see of a document, and what they put into it. */
@NullMarked
package dev.headrace.rewriter.content;

import org.jspecify.annotations.NullMarked;
