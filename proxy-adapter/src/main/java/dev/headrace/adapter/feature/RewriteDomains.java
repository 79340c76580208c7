package dev.headrace.adapter.feature;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts other hosts into the URLs of a page: {@code https://static.old.example/a.png} becomes {@code https://cdn.example/a.png}. Schemes,
 * paths and what follows stay. Doing it twice changes nothing more. Immutable.
 */
public final class RewriteDomains extends UrlFeature {
    private final Map<String, String> hosts = new HashMap<>();

    /**
     * Rewriting of some hosts.
     *
     * @param hosts what becomes of each host; one with a port ({@code old.example:8080}) is for URLs with that port, one without for URLs
     *     without a port or with that of their scheme
     * @throws IllegalArgumentException if one of them is no host, or if the new one of a host would be rewritten, too
     */
    public RewriteDomains(Map<String, String> hosts) {
        hosts.forEach((from, to) -> this.hosts.put(checked(from), checked(to)));
        this.hosts.forEach((from, to) -> {
            String next = this.hosts.get(to);
            if (next != null) {
                throw new IllegalArgumentException(
                        "'" + from + "' becomes '" + to + "', which is itself to become '" + next + "'");
            }
        });
    }

    private static String checked(String host) {
        AbsoluteUrl url = AbsoluteUrl.parse("//" + host);
        if (url == null || url.hasCredentials() || url.end() < host.length() + 2 || host.indexOf('*') >= 0) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host; it has to be like 'www.example' or 'www.example:8080'");
        }
        return key(url.host(), url.port());
    }

    private static String key(String host, int port) {
        return port < 0 ? host : host + ":" + port;
    }

    @Override
    public String name() {
        return "rewrite-domains";
    }

    @Override
    UrlRewriter urls(Page page, Tally tally) {
        return (kind, url, absolute) -> absolute == null ? url : rewrite(tally, url, absolute);
    }

    private String rewrite(Tally tally, String url, AbsoluteUrl parsed) {
        String host = newHost(parsed);
        if (host != null && parsed.hasCredentials()) {
            tally.leftAlone("credentials");
            return url;
        }
        return host == null ? url : url.substring(0, parsed.hostStart()) + host + url.substring(parsed.end());
    }

    private @Nullable String newHost(AbsoluteUrl url) {
        boolean isDefault =
                url.port() < 0 || (!url.scheme().isEmpty() && url.port() == AbsoluteUrl.defaultPort(url.scheme()));
        return hosts.get(isDefault ? url.host() : key(url.host(), url.port()));
    }
}
