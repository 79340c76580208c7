/**
 * Values that have a syntax of their own in a configuration. Each is made by {@code parse}, which throws a
 * {@link dev.headrace.front.config.value.ValueException} that says what would be right.
 */
@NullMarked
package dev.headrace.front.config.value;

import org.jspecify.annotations.NullMarked;
