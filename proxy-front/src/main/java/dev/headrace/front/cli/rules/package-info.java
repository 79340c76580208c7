/**
 * What {@code headrace rewrite} is told to do: rules, read from a YAML file or taken from options, compiled into a rewriter.
 */
@NullMarked
package dev.headrace.front.cli.rules;

import org.jspecify.annotations.NullMarked;
