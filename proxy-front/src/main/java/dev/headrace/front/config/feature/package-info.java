/** What tenants switch on for their pages, as it stands in their files. */
@NullMarked
package dev.headrace.front.config.feature;

import org.jspecify.annotations.NullMarked;
