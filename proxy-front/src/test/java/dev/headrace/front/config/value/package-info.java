@NullMarked
package dev.headrace.front.config.value;

import org.jspecify.annotations.NullMarked;
