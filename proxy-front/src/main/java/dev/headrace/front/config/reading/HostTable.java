package dev.headrace.front.config.reading;

import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.yaml.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that no two tenants have the same host. Who had a host before and still wants it keeps it; who claims it in vain goes
 * on as before, or is left out if there is no before. That may give another tenant's gain back, so it is done until all agree;
 * each round takes a change back, and what was before agreed.
 */
final class HostTable {
    private final Map<String, TenantFile> chosen;
    private final Map<String, TenantFile> before;

    /** The tenants chosen so far, by name, and those of the time before, which share no host. */
    HostTable(Map<String, TenantFile> chosen, Map<String, TenantFile> before) {
        this.chosen = chosen;
        this.before = before;
    }

    /** Takes back what cannot be, and reports it. */
    void settle(List<Problem> problems) {
        Set<String> losers = losers(problems);
        while (!losers.isEmpty()) {
            for (String loser : losers) {
                TenantFile last = before.get(loser);
                if (last != null) {
                    chosen.put(loser, last);
                } else {
                    chosen.remove(loser);
                }
            }
            losers = losers(problems);
        }
    }

    private Set<String> losers(List<Problem> problems) {
        Map<HostPattern, TenantFile> owners = new HashMap<>();
        List<Claim> claims = new ArrayList<>();
        for (TenantFile tenant : chosen.values()) {
            TenantFile last = before.get(tenant.name());
            tenant.hosts().forEach((host, location) -> {
                if (last != null && last.hosts().containsKey(host)) {
                    owners.put(host, tenant);
                } else {
                    claims.add(new Claim(tenant, host, location));
                }
            });
        }
        Set<String> losers = new LinkedHashSet<>();
        for (Claim claim : claims) {
            TenantFile owner = owners.putIfAbsent(claim.host, claim.tenant);
            if (owner != null) {
                losers.add(claim.tenant.name());
                problems.add(new Problem(
                        claim.location,
                        "\"" + claim.host + "\" is a host of tenant \"" + owner.name() + "\" already, at "
                                + owner.hosts().get(claim.host)));
            }
        }
        return losers;
    }

    private record Claim(TenantFile tenant, HostPattern host, Location location) {}
}
