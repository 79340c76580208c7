/** Tests of rules. */
@NullMarked
package dev.headrace.front.cli.rules;

import org.jspecify.annotations.NullMarked;
