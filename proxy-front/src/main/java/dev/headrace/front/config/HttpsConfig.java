package dev.headrace.front.config;

import org.jspecify.annotations.Nullable;

/**
 * The way from http to https.
 *
 * @param redirect whether requests by http are redirected to https; default false
 * @param hsts tells browsers to stay with https (RFC 6797); left out, nothing is told
 */
public record HttpsConfig(
        @Default("false") boolean redirect, @Nullable HstsConfig hsts) {}
