@NullMarked
package dev.headrace.front.server;

import org.jspecify.annotations.NullMarked;
