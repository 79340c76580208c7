/** Programs that others wrote, on both sides of the example: nginx as its origin, curl, h2load and Chromium as its clients. */
@NullMarked
package dev.headrace.adapter.peers;

import org.jspecify.annotations.NullMarked;
