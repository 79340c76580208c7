package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/**
 * Takes out of URLs what the page's own URL says already: {@code https://site.example/a} becomes {@code /a} on a page of
 * {@code https://site.example}. Default ports of other sites go, too, and their scheme if that is wanted.
 *
 * <p>What has to be absolute stays: canonical URLs and other links that are only named, and what {@code meta} tells other sites. So does all
 * behind a {@code base}, and in fragments, which end up in pages that are not known here. Doing it twice changes nothing more. Immutable.
 */
public final class TrimUrls extends UrlFeature {
    private final boolean schemes;

    /**
     * Trimming.
     *
     * @param schemes whether URLs of other hosts with the page's scheme lose it: {@code //cdn.example/a.png}
     */
    public TrimUrls(boolean schemes) {
        this.schemes = schemes;
    }

    @Override
    public String name() {
        return "trim-urls";
    }

    @Override
    public void begin(Page page) {
        for (Tally other : page.tallies()) {
            if (other.feature().equals(BaseTag.NAME) && !other.isSkipped()) {
                page.tally(this).skip("base");
            }
        }
    }

    @Override
    UrlRewriter urls(Page page, Tally tally) {
        return new OfPage(page, tally);
    }

    private final class OfPage implements UrlRewriter {
        private final Page page;
        private final Tally tally;
        private final PageOrigin origin;

        OfPage(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            origin = PageOrigin.of(page.request());
        }

        @Override
        public String rewrite(UrlKind kind, String url, @Nullable AbsoluteUrl parsed) {
            if (kind == UrlKind.BASE) {
                tally.skip("base");
                return url;
            }
            if (parsed == null || kind == UrlKind.METADATA) {
                return url;
            }
            String trimmed = trim(url, parsed);
            String reason = trimmed.equals(url) ? "" : reasonAgainst(kind, parsed);
            if (reason.isEmpty()) {
                return trimmed;
            }
            tally.leftAlone(reason);
            return url;
        }

        @Override
        public boolean isMeantFor(UrlKind kind, String url) {
            return kind != UrlKind.METADATA && kind != UrlKind.BASE;
        }

        private String reasonAgainst(UrlKind kind, AbsoluteUrl url) {
            if (kind == UrlKind.REFERENCE) {
                return "absolute";
            }
            return url.hasCredentials() ? "credentials" : page.isDocument() ? "" : "fragment";
        }

        private String trim(String url, AbsoluteUrl parsed) {
            String path = url.substring(parsed.end());
            boolean isOwn = !origin.host().isEmpty() && origin.isOf(parsed);
            if (isOwn && isPathOnItsOwn(path)) {
                return path.startsWith("/") ? path : "/" + path;
            }
            String scheme = parsed.scheme();
            boolean dropsScheme = schemes && scheme.equals(origin.scheme());
            boolean dropsPort = parsed.hostEnd() < parsed.end()
                    && !scheme.isEmpty()
                    && parsed.effectivePort() == AbsoluteUrl.defaultPort(scheme);
            if (!dropsScheme && !dropsPort) {
                return url;
            }
            int from = dropsScheme ? scheme.length() + 1 : 0;
            int to = dropsPort ? parsed.hostEnd() : parsed.end();
            return url.substring(from, to) + path;
        }

        /** Two slashes at the start would be read as the start of a host. */
        private boolean isPathOnItsOwn(String path) {
            return path.length() < 2 || path.charAt(0) != '/' || (path.charAt(1) != '/' && path.charAt(1) != '\\');
        }
    }
}
