package dev.headrace.front.config;

import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.config.value.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code headrace.yaml}: what holds for all tenants. Paths in it are relative to its folder.
 *
 * @param listen where to listen; port 80, and 443 with TLS, at all addresses if left out
 * @param tls certificates, and how TLS is spoken
 * @param trustedProxies peers that may say for whom they speak, by PROXY protocol, Forwarded or X-Forwarded-*; default none
 * @param clients what clients may ask for, and how long they may take
 * @param tenants the folder with one YAML file for each tenant; default "tenants"
 * @param defaultTenant the tenant of requests for hosts that no tenant has; without it they are refused
 * @param rewriting false leaves the responses of all tenants as they are; default true
 * @param disabledFeatures features that are off for all tenants, whatever they say; default none
 * @param workers threads that serve connections, from 0 to 1,024; 0, the default, stands for one for each processor
 * @param accessLog the log of requests; without it none is written
 * @param admin the admin listener; without it there is none
 * @param reusePort whether another process may listen at the same addresses, so that one follows the other without a gap; default false
 * @param drainTimeout how long requests under way may take when the front stops, from 0s to 1d; default 30s
 */
public record FrontConfig(
        @Default("[{address: ':80'}, {address: ':443', tls: true}]")
        List<ListenerConfig> listen,

        TlsConfig tls,
        List<Cidr> trustedProxies,
        ClientsConfig clients,
        @Default("tenants") Path tenants,
        @Nullable String defaultTenant,
        @Default("true") boolean rewriting,
        List<FeatureName> disabledFeatures,
        @Default("0") @Bounds(min = "0", max = "1024") int workers,
        @Nullable AccessLogConfig accessLog,
        @Nullable AdminConfig admin,
        @Default("false") boolean reusePort,
        @Default("30s") @Bounds(min = "0s", max = "1d") Duration drainTimeout) {
    /** Copies the lists. */
    public FrontConfig {
        listen = List.copyOf(listen);
        trustedProxies = List.copyOf(trustedProxies);
        disabledFeatures = List.copyOf(disabledFeatures);
    }
}
