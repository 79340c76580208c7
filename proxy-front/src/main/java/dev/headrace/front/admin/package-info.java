/** The admin listener: figures, health, and what is configured, for operators and their programs. */
@NullMarked
package dev.headrace.front.admin;

import org.jspecify.annotations.NullMarked;
