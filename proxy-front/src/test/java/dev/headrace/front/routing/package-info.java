@NullMarked
package dev.headrace.front.routing;

import org.jspecify.annotations.NullMarked;
