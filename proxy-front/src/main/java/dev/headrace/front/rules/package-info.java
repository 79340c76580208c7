/**
 * What a rewriter is told to do: rules, read from YAML or taken from options.
 */
@NullMarked
package dev.headrace.front.rules;

import org.jspecify.annotations.NullMarked;
