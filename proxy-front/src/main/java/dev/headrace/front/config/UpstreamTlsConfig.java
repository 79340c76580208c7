package dev.headrace.front.config;

import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.HostName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How servers with https are verified.
 *
 * @param verify whether certificate and name are verified; default true
 * @param certificateAuthorities a file of certificates in PEM that are trusted in place of the system's
 * @param serverName the name that is sent (RFC 6066 §3) and verified; that of the server's URL if left out
 */
public record UpstreamTlsConfig(
        @Default("true") boolean verify,
        @Nullable Path certificateAuthorities,
        @Nullable HostName serverName) {}
