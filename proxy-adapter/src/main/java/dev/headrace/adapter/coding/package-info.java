/** Content codings (RFC 9110 §8.4.1), undone and done again while content streams. */
@NullMarked
package dev.headrace.adapter.coding;

import org.jspecify.annotations.NullMarked;
