/** Many kinds of clients and origins at once, for as long as one likes. */
@NullMarked
package dev.headrace.front.load;

import org.jspecify.annotations.NullMarked;
