/** What tenants switch on: programs on the rewriter, each with a name, that do one thing to pages. */
@NullMarked
package dev.headrace.adapter.feature;

import org.jspecify.annotations.NullMarked;
