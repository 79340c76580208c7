@NullMarked
package dev.headrace.front.config;

import org.jspecify.annotations.NullMarked;
