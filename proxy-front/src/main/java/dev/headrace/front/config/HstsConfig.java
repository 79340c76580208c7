package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import java.time.Duration;

/**
 * Strict-Transport-Security (RFC 6797 §6.1).
 *
 * @param maxAge how long browsers keep to it, from 0s, which takes it back, to 3650d; default 365d
 * @param includeSubdomains whether it holds for all names below the host's; default false
 * @param preload whether browsers may have it built in, which wants include-subdomains and 365d at least; default false
 */
public record HstsConfig(
        @Default("365d") @Bounds(min = "0s", max = "3650d") Duration maxAge,
        @Default("false") boolean includeSubdomains,
        @Default("false") boolean preload) {}
