/** A reverse proxy that rewrites, as small as one can be that gets HTTP right. It is here to be read and tried. */
@NullMarked
package dev.headrace.adapter.example;

import org.jspecify.annotations.NullMarked;
