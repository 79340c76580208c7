/**
 * The syntax tree of CSS selectors (Selectors Level 4) and the parser that makes it.
 *
 * <p>{@link dev.headrace.selector.SelectorParser} turns text into a {@link dev.headrace.selector.SelectorList}, or throws a
 * {@link dev.headrace.selector.SelectorException} that says where and why not. Only selectors that can be decided when a
 * start tag is seen are in the tree: what needs later siblings, content, or the state of a browser is refused by name.
 *
 * <p>Every node is an immutable value, safe to share between threads, and its {@code toString} is CSS that parses back to
 * an equal node.
 */
@NullMarked
package dev.headrace.selector;

import org.jspecify.annotations.NullMarked;
