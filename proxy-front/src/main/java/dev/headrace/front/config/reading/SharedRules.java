package dev.headrace.front.config.reading;

import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.TenantConfig;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are right, by their whole digest: those that are written alike are read once and kept once, whichever tenants have
 * them. A reading begins with those that are in force and ends with those that will be, so that it never grows beyond them. Safe
 * for use by several threads.
 */
final class SharedRules {
    private final Map<String, RewriteConfig> byDigest;

    SharedRules(Map<String, RewriteConfig> inForce) {
        byDigest = new ConcurrentHashMap<>(inForce);
    }

    @Nullable
    RewriteConfig find(String digest) {
        return byDigest.get(digest);
    }

    /** Adds rules; gives back those to use, which another thread may have added just before. */
    RewriteConfig add(String digest, RewriteConfig rules) {
        RewriteConfig other = byDigest.putIfAbsent(digest, rules);
        return other == null ? rules : other;
    }

    /** Those that any of these tenants has. */
    Map<String, RewriteConfig> of(Collection<TenantConfig> tenants) {
        Set<RewriteConfig> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TenantConfig tenant : tenants) {
            used.add(tenant.rewrite());
            if (tenant.shadow() != null && tenant.shadow().rewrite() != null) {
                used.add(tenant.shadow().rewrite());
            }
            tenant.routes().forEach(route -> {
                if (route.rewrite() != null) {
                    used.add(route.rewrite());
                }
            });
        }
        byDigest.values().retainAll(used);
        return Map.copyOf(byDigest);
    }
}
