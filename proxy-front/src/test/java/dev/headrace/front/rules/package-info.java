/** Tests of rules. */
@NullMarked
package dev.headrace.front.rules;

import org.jspecify.annotations.NullMarked;
