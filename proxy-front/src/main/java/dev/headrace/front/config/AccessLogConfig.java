package dev.headrace.front.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;

/**
 * The log of requests, a line of JSON for each.
 *
 * @param file where it is written, at the end of what is there
 */
public record AccessLogConfig(@JsonProperty(required = true) Path file) {}
