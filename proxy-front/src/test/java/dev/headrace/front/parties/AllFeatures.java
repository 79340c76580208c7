package dev.headrace.front.parties;

/** Every feature that there is, as a tenant switches it on. */
public final class AllFeatures {
    /** For the tenant's file. */
    public static final String YAML = """
            features:
              csp-nonces: true
              esi: true
              excludes: {user-agents: [bot]}
              remove-comments: true
              link-map: {urls: {"http://internal.test:8080/": /app/}}
              rewrite-domains: {hosts: {static.old.test: static.new.test}}
              https-rewrites: {hosts: ["*.shop.test"]}
              trim-urls: true
              base-tag: true
              collapse-whitespace: true
              email-obfuscation: true
              elide-attributes: true
              lazy-loading: true
              head-tags: {robots: noindex}
              resource-hints: {preconnect: ["https://fonts.test"], preload: [{href: /late.css, as: style}]}
              deferred-scripts: true
              inject: {items: [{of: body, html: "<p id=banner>closed on Monday</p>"}]}
              analytics-beacon: {token: shop}
            """;

    private AllFeatures() {}
}
