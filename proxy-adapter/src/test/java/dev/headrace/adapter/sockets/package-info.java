/** An origin, a proxy with the handler in it, and clients, over loopback. */
@NullMarked
package dev.headrace.adapter.sockets;

import org.jspecify.annotations.NullMarked;
