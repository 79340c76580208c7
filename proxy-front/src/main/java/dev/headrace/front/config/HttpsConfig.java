package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import org.jspecify.annotations.Nullable;

/**
 * The way from http to https.
 *
 * @param redirect whether requests by http are redirected to https; default false
 * @param port the port of https that clients see, from 1 to 65535; default 443
 * @param hsts tells browsers to stay with https (RFC 6797); left out, nothing is told
 */
public record HttpsConfig(
        @Default("false") boolean redirect,
        @Default("443") @Bounds(min = "1", max = "65535") int port,
        @Nullable HstsConfig hsts) {}
