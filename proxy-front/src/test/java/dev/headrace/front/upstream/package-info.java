@NullMarked
package dev.headrace.front.upstream;

import org.jspecify.annotations.NullMarked;
