/**
 * Reads configurations: YAML files to nodes, nodes to values, values checked as a whole. All mistakes are gathered.
 */
@NullMarked
package dev.headrace.front.config.reading;

import org.jspecify.annotations.NullMarked;
