/** Tests of TLS. */
@NullMarked
package dev.headrace.front.tls;

import org.jspecify.annotations.NullMarked;
