@NullMarked
package dev.headrace.front.config.reading;

import org.jspecify.annotations.NullMarked;
