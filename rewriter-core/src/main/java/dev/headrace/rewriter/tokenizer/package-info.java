/** The tokenizer (WHATWG HTML §13.2.5) over bytes: resumable anywhere, decoding nothing. */
@NullMarked
package dev.headrace.rewriter.tokenizer;

import org.jspecify.annotations.NullMarked;
