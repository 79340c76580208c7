package dev.headrace.front.config.reading;

import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.yaml.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of a tenant as it was read.
 *
 * @param config null if there is nothing to be made of it
 * @param hosts hosts and aliases, and where they stand
 */
record TenantFile(
        String name,
        @Nullable TenantConfig config,
        Map<HostPattern, Location> hosts,
        List<FileState> files,
        List<Problem> problems) {
    static TenantFile read(String name, Path path, Binder binder) {
        Source source = Source.of(path);
        TenantConfig config = source.isSound() ? binder.bind(source, TenantConfig.class) : null;
        if (config != null) {
            new TenantCheck(source, config).run();
        }
        Map<HostPattern, Location> hosts = new LinkedHashMap<>();
        if (config != null && source.isSound()) {
            addHosts(hosts, source, "hosts", config.hosts());
            addHosts(hosts, source, "aliases", config.aliases());
        }
        return new TenantFile(name, config, hosts, List.copyOf(source.files()), List.copyOf(source.problems()));
    }

    private static void addHosts(
            Map<HostPattern, Location> hosts, Source source, String key, List<HostPattern> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            hosts.put(patterns.get(i), source.location(List.of(key, Integer.toString(i))));
        }
    }

    boolean isSound() {
        return config != null && problems.isEmpty();
    }

    /** The same, if nothing has changed; null otherwise. */
    @Nullable
    TenantFile ifCurrent() {
        List<FileState> states = new ArrayList<>(files.size());
        for (FileState file : files) {
            FileState state = file.ifCurrent();
            if (state == null) {
                return null;
            }
            states.add(state);
        }
        // Files that were written just before they were read have settled by now, and need not be read every time.
        return states.equals(files) ? this : new TenantFile(name, config, hosts, List.copyOf(states), problems);
    }
}
