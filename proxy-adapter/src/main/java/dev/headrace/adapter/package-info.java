/** The rewriter in a Netty response path: which responses, and what becomes of their headers and content. */
@NullMarked
package dev.headrace.adapter;

import org.jspecify.annotations.NullMarked;
