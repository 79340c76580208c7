package dev.headrace.adapter.feature;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Hosts by name, and by what their names end with: {@code *.example} is all below {@code example}, and not itself. Immutable. */
final class HostSet {
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    /**
     * A set.
     *
     * @throws IllegalArgumentException if one of them is no host
     */
    HostSet(Collection<String> names) {
        for (String name : names) {
            boolean wildcard = name.startsWith("*.");
            String host = AbsoluteUrl.host(wildcard ? name.substring(2) : name);
            if (host == null || host.indexOf('*') >= 0 || host.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no host; it has to be like 'www.example' or '*.example'");
            }
            (wildcard ? parents : hosts).add(host);
        }
    }

    /** Whether a host, in lower case and ASCII, is in the set. */
    boolean contains(String host) {
        if (hosts.contains(host)) {
            return true;
        }
        if (!parents.isEmpty()) {
            for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                if (dot > 0 && parents.contains(host.substring(dot + 1))) {
                    return true;
                }
            }
        }
        return false;
    }
}
