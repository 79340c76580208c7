package dev.headrace.front.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * HTML files, in UTF-8, that stand in for a tenant.
 *
 * @param maintenance shown in maintenance; a plain page if left out
 * @param offline shown when offline; a plain page if left out
 */
public record PagesConfig(
        @Nullable Path maintenance, @Nullable Path offline) {}
