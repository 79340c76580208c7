/** A front to try: three tenants, an origin inside, and a page that shows what their rules do. */
@NullMarked
package dev.headrace.front.demo;

import org.jspecify.annotations.NullMarked;
