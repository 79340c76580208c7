package dev.headrace.front.routing;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by host name: exact names first, then wildcards ({@code *.shop.example}). A wildcard stands for one label, as in
 * certificates (RFC 9525 §6.3).
 */
final class HostNames<T> {
    private final Map<String, T> exact = new HashMap<>();
    private final Map<String, T> bySuffix = new HashMap<>();

    /** Adds a name in lower case; gives back what had the name before, which is then kept. */
    @Nullable
    T add(String pattern, T value) {
        return pattern.startsWith("*.")
                ? bySuffix.putIfAbsent(pattern.substring(1), value)
                : exact.putIfAbsent(pattern, value);
    }

    @Nullable
    T find(String host) {
        T found = exact.get(host);
        int dot = host.indexOf('.');
        return found == null && dot > 0 ? bySuffix.get(host.substring(dot)) : found;
    }
}
