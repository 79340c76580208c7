/** One request with its response, and what is done with its content. */
@NullMarked
package dev.headrace.adapter.exchange;

import org.jspecify.annotations.NullMarked;
