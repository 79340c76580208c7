/** What can go wrong, by seed. */
@NullMarked
package dev.headrace.adapter.faults;

import org.jspecify.annotations.NullMarked;
