/**
 * What an operator configures: {@code headrace.yaml} and one file for each tenant, as immutable values. Keys in YAML are the
 * names of the components in kebab case. What has no default and may not be left out is marked as required.
 */
@NullMarked
package dev.headrace.front.config;

import org.jspecify.annotations.NullMarked;
