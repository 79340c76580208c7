@NullMarked
package dev.headrace.front.proxy;

import org.jspecify.annotations.NullMarked;
