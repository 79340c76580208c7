/**
 * YAML as trees of nodes that know where they stand, and errors that say so.
 */
@NullMarked
package dev.headrace.front.yaml;

import org.jspecify.annotations.NullMarked;
