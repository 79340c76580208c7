/** What the tokenizer hands to tree construction: tag names, tags with their attributes, tokenizer states. */
@NullMarked
package dev.headrace.rewriter.token;

import org.jspecify.annotations.NullMarked;
