/** Tests of cases, the golden ones among them. */
@NullMarked
package dev.headrace.front.cli.cases;

import org.jspecify.annotations.NullMarked;
