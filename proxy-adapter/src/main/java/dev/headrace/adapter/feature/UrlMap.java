package dev.headrace.adapter.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prefixes of URLs, and what they become. The longest that fits wins; it fits where a segment of the path ends. Immutable. */
final class UrlMap {
    private static final String OWN = "";

    private final List<UrlPrefix> all = new ArrayList<>();
    private final Map<String, List<UrlPrefix>> byHost = new HashMap<>();

    /**
     * A map.
     *
     * @throws IllegalArgumentException if a prefix is none, if two are the same, or if the map leads in a circle
     */
    UrlMap(Map<String, String> prefixes) {
        prefixes.forEach((from, to) -> add(UrlPrefix.of(from, to)));
        byHost.values()
                .forEach(
                        list -> list.sort((a, b) -> b.path().length() - a.path().length()));
        all.forEach(this::refuseCircle);
    }

    private void add(UrlPrefix prefix) {
        List<UrlPrefix> ofHost = byHost.computeIfAbsent(prefix.host(), host -> new ArrayList<>());
        for (UrlPrefix other : ofHost) {
            if (other.isSame(prefix)) {
                throw new IllegalArgumentException(
                        "'" + prefix.from() + "' is the same as '" + other.from() + "', which is mapped already");
            }
        }
        ofHost.add(prefix);
        all.add(prefix);
    }

    private void refuseCircle(UrlPrefix first) {
        Set<UrlPrefix> way = new LinkedHashSet<>();
        UrlPrefix next = first;
        while (next != null && way.add(next)) {
            UrlPrefix leads = ofTarget(next);
            next = next.equals(leads) ? null : leads;
        }
        if (first.equals(next)) {
            StringBuilder circle = new StringBuilder("the map leads in a circle: '");
            way.forEach(prefix -> circle.append(prefix.from()).append("' to '"));
            throw new IllegalArgumentException(
                    circle.append(first.from()).append('\'').toString());
        }
    }

    /** What the target of a prefix would become, if it were mapped again. */
    private @Nullable UrlPrefix ofTarget(UrlPrefix prefix) {
        AbsoluteUrl target = AbsoluteUrl.isMeant(prefix.to()) ? AbsoluteUrl.parse(prefix.to()) : null;
        String path = target == null ? prefix.to() : prefix.to().substring(target.end());
        for (UrlPrefix each : byHost.getOrDefault(target == null ? OWN : target.host(), List.of())) {
            if ((target == null || each.isAt(target)) && each.isBefore(path)) {
                return each;
            }
        }
        return null;
    }

    /** All prefixes, in the order in which they were given. */
    List<UrlPrefix> all() {
        return all;
    }

    /** Whether any URL without a host can be mapped on this page. */
    boolean hasOwn(PageOrigin origin) {
        return byHost.containsKey(OWN) || byHost.containsKey(origin.host());
    }

    /** Whether any URL with this host can be mapped. */
    boolean hasHost(String host) {
        return byHost.containsKey(host);
    }

    /** The prefix for a URL with a host; null if there is none. */
    @Nullable
    UrlPrefix find(AbsoluteUrl url, String path, PageOrigin origin) {
        UrlPrefix found = null;
        for (UrlPrefix each : byHost.getOrDefault(url.host(), List.of())) {
            if (each.isAt(url) && each.isBefore(path)) {
                found = each;
                break;
            }
        }
        return origin.isOf(url) ? longer(found, path) : found;
    }

    /** The prefix for a URL that is only a path, on a page of this origin; null if there is none. */
    @Nullable
    UrlPrefix find(String path, PageOrigin origin) {
        UrlPrefix found = null;
        for (UrlPrefix each : byHost.getOrDefault(origin.host(), List.of())) {
            if (!each.host().isEmpty() && each.isAt(origin.scheme(), origin.port()) && each.isBefore(path)) {
                found = each;
                break;
            }
        }
        return longer(found, path);
    }

    private @Nullable UrlPrefix longer(@Nullable UrlPrefix found, String path) {
        for (UrlPrefix each : byHost.getOrDefault(OWN, List.of())) {
            if (each.isBefore(path)) {
                return found == null || each.path().length() > found.path().length() ? each : found;
            }
        }
        return found;
    }
}
