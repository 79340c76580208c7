/** Which responses are rewritten, by what, and within which limits. */
@NullMarked
package dev.headrace.adapter.policy;

import org.jspecify.annotations.NullMarked;
