package dev.headrace.front.config.feature;

import dev.headrace.front.config.value.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is switched on for pages, by name: true, false, or a mapping with options. What a route does not name is as the tenant has it.
 *
 * @param timeBudget how long one page may be worked on in all, waiting not counted, from 1ms to 1m; the rest of a page that takes longer
 *     passes as it is; 1s if left out and any feature is on
 * @param cspNonces gives scripts and styles nonces, and pages a policy to match
 * @param esi puts parts of the same site into pages
 * @param excludes takes out what is not for suspicious visitors
 * @param removeComments takes comments out
 * @param linkMap maps URLs of pages, redirections and cookies
 * @param rewriteDomains replaces hosts in URLs
 * @param httpsRewrites makes http URLs https
 * @param trimUrls shortens URLs of the same site
 * @param baseTag gives pages a base
 * @param collapseWhitespace makes one of several white space characters
 * @param emailObfuscation hides email addresses
 * @param elideAttributes takes attributes out that say nothing
 * @param lazyLoading has images and iframes loaded when they come near
 * @param headTags gives pages a canonical address and words for robots
 * @param resourceHints tells browsers early what pages need
 * @param deferredScripts runs scripts after the page is there
 * @param inject puts HTML and scripts into pages
 * @param analyticsBeacon has pages tell how they loaded
 */
public record FeaturesConfig(
        @Bounds(min = "1ms", max = "1m") @Nullable Duration timeBudget,
        @Nullable CspNoncesConfig cspNonces,
        @Nullable EsiConfig esi,
        @Nullable ExcludesConfig excludes,
        @Nullable RemoveCommentsConfig removeComments,
        @Nullable LinkMapConfig linkMap,
        @Nullable RewriteDomainsConfig rewriteDomains,
        @Nullable HttpsRewritesConfig httpsRewrites,
        @Nullable TrimUrlsConfig trimUrls,
        @Nullable BaseTagConfig baseTag,
        @Nullable CollapseWhitespaceConfig collapseWhitespace,
        @Nullable EmailObfuscationConfig emailObfuscation,
        @Nullable ElideAttributesConfig elideAttributes,
        @Nullable LazyLoadingConfig lazyLoading,
        @Nullable HeadTagsConfig headTags,
        @Nullable ResourceHintsConfig resourceHints,
        @Nullable DeferredScriptsConfig deferredScripts,
        @Nullable InjectConfig inject,
        @Nullable AnalyticsBeaconConfig analyticsBeacon) {
    /** What is named here, and what is named only there. */
    public FeaturesConfig over(FeaturesConfig base) {
        return new FeaturesConfig(
                or(timeBudget, base.timeBudget),
                or(cspNonces, base.cspNonces),
                or(esi, base.esi),
                or(excludes, base.excludes),
                or(removeComments, base.removeComments),
                or(linkMap, base.linkMap),
                or(rewriteDomains, base.rewriteDomains),
                or(httpsRewrites, base.httpsRewrites),
                or(trimUrls, base.trimUrls),
                or(baseTag, base.baseTag),
                or(collapseWhitespace, base.collapseWhitespace),
                or(emailObfuscation, base.emailObfuscation),
                or(elideAttributes, base.elideAttributes),
                or(lazyLoading, base.lazyLoading),
                or(headTags, base.headTags),
                or(resourceHints, base.resourceHints),
                or(deferredScripts, base.deferredScripts),
                or(inject, base.inject),
                or(analyticsBeacon, base.analyticsBeacon));
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T other) {
        return own == null ? other : own;
    }

    /** What is named, in the order in which it sees a page. */
    public List<Switchable> named() {
        return Stream.<@Nullable Switchable>of(
                        cspNonces,
                        esi,
                        excludes,
                        removeComments,
                        linkMap,
                        rewriteDomains,
                        httpsRewrites,
                        trimUrls,
                        baseTag,
                        collapseWhitespace,
                        emailObfuscation,
                        elideAttributes,
                        lazyLoading,
                        headTags,
                        resourceHints,
                        deferredScripts,
                        inject,
                        analyticsBeacon)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** What is on, without those that are switched off for everybody. */
    public List<Switchable> enabled(Set<FeatureName> off) {
        return named().stream()
                .filter(feature -> feature.enabled() && !off.contains(feature.named()))
                .toList();
    }
}
