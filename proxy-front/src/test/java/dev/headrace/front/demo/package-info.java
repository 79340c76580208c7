/** The demo, as its users meet it. */
@NullMarked
package dev.headrace.front.demo;

import org.jspecify.annotations.NullMarked;
