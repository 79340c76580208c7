package dev.headrace.adapter.feature;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code http:} URLs into {@code https:} ones, for hosts that are known to serve the same with TLS: those of a list, and the
 * page's own when the page itself came with TLS (Mixed Content §1). On such a page what runs, styles or is embedded is turned for all hosts
 * below the own one, too, since browsers would block it otherwise.
 *
 * <p>URLs with a port other than 80, with credentials, and those in scripts stay as they are. Doing it twice changes nothing more.
 * Immutable.
 */
public final class HttpsRewrites extends UrlFeature {
    private static final int PORT = 80;

    private final HostSet hosts;
    private final boolean ownHost;

    /**
     * Rewriting for some hosts.
     *
     * @param hosts names that serve HTTPS at port 443 all that they serve at port 80; {@code *.example} is all below {@code example}
     * @param ownHost whether the page's own host is one of them when the page came with TLS at port 443
     * @throws IllegalArgumentException if one of the hosts is none
     */
    public HttpsRewrites(Collection<String> hosts, boolean ownHost) {
        this.hosts = new HostSet(hosts);
        this.ownHost = ownHost;
    }

    @Override
    public String name() {
        return "https-rewrites";
    }

    @Override
    UrlRewriter urls(Page page, Tally tally) {
        return new OfPage(tally, PageOrigin.of(page.request()));
    }

    private final class OfPage implements UrlRewriter {
        private final Tally tally;
        private final PageOrigin origin;
        private final String zone;

        OfPage(Tally tally, PageOrigin origin) {
            this.tally = tally;
            this.origin = origin;
            zone = "." + (origin.host().startsWith("www.") ? origin.host().substring(4) : origin.host());
        }

        @Override
        public String rewrite(UrlKind kind, String url, @Nullable AbsoluteUrl parsed) {
            if (parsed == null || !parsed.scheme().equals("http") || kind == UrlKind.METADATA) {
                return url;
            }
            String reason = reasonAgainst(kind, parsed);
            if (!reason.isEmpty()) {
                tally.leftAlone(reason);
                return url;
            }
            return "https://" + url.substring(parsed.hostStart(), parsed.hostEnd()) + url.substring(parsed.end());
        }

        @Override
        public boolean isMeantFor(UrlKind kind, String url) {
            return kind != UrlKind.METADATA && url.startsWith(":", 4);
        }

        private String reasonAgainst(UrlKind kind, AbsoluteUrl url) {
            if (url.hasCredentials()) {
                return "credentials";
            }
            if (url.effectivePort() != PORT) {
                return "port";
            }
            if (kind == UrlKind.BASE && !origin.isSecure()) {
                return "page-not-secure";
            }
            return hosts.contains(url.host()) ? "" : reasonAgainstOwn(kind, url);
        }

        private String reasonAgainstOwn(UrlKind kind, AbsoluteUrl url) {
            boolean own = url.host().equals(origin.host());
            boolean below = kind == UrlKind.ACTIVE && ("." + url.host()).endsWith(zone);
            if (!ownHost || origin.host().isEmpty() || (!own && !below)) {
                return "unknown-host";
            }
            if (!origin.isSecure()) {
                return "page-not-secure";
            }
            return origin.port() == AbsoluteUrl.defaultPort("https") ? "" : "page-port";
        }
    }
}
