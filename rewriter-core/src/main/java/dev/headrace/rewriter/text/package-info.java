/** Character references (HTML §13.2.5.72 to 80), read and written. */
@NullMarked
package dev.headrace.rewriter.text;

import org.jspecify.annotations.NullMarked;
