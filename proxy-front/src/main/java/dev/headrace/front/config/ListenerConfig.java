package dev.headrace.front.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.ListenAddress;

/**
 * An address to listen at.
 *
 * @param address host and port, such as 0.0.0.0:80, [::]:443, or :443 for all addresses
 * @param tls whether clients speak TLS there; default false
 * @param proxyProtocol whether each connection begins with a PROXY protocol header, version 1 or 2, which only trusted
 *     proxies may send; default false
 */
public record ListenerConfig(
        @JsonProperty(required = true) ListenAddress address,
        @Default("false") boolean tls,
        @Default("false") boolean proxyProtocol) {}
