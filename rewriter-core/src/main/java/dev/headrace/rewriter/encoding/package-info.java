/**
 * The encodings of the WHATWG Encoding Standard, and how a page's encoding is found (HTML §13.2.3).
 *
 * <p>The tables are our own resources and not the JDK's charsets: those differ from the standard in many places, differ
 * from one JDK to the next (GB18030), and are absent from a runtime image without {@code jdk.charsets}.
 */
@NullMarked
package dev.headrace.rewriter.encoding;

import org.jspecify.annotations.NullMarked;
