/** What is known of a request, and of who sent it. */
@NullMarked
package dev.headrace.adapter.request;

import org.jspecify.annotations.NullMarked;
