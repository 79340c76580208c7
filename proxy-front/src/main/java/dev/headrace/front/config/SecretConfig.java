package dev.headrace.front.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is kept: in a file or in the environment, one of them. It is never part of a configuration.
 *
 * @param file a file with nothing else in it; white space around it does not count
 * @param env the name of a variable in the environment
 */
public record SecretConfig(@Nullable Path file, @Nullable String env) {}
