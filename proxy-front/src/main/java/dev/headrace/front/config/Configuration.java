package dev.headrace.front.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is configured. It has been checked as a whole: names refer to something, and no two tenants have the same host. Only
 * the default tenant may be missing, if its own file was wrong from the start.
 *
 * @param front what holds for all tenants
 * @param tenants by name, which is that of the file without {@code .yaml}, in the order of the names
 */
public record Configuration(FrontConfig front, Map<String, TenantConfig> tenants) {
    /** Copies the map. */
    public Configuration {
        tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    }
}
