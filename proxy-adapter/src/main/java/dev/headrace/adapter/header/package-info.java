/** Header fields, read and written as RFC 9110 says. Pure functions: nothing here knows a channel. */
@NullMarked
package dev.headrace.adapter.header;

import org.jspecify.annotations.NullMarked;
