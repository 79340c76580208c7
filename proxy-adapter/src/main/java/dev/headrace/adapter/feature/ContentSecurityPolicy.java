package dev.headrace.adapter.feature;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a response allow its page (Content Security Policy Level 3): each of them must allow it. Policies that only report
 * are not asked.
 */
public final class ContentSecurityPolicy {
    static final String FIELD = "content-security-policy";

    private static final ContentSecurityPolicy NONE = new ContentSecurityPolicy(List.of());

    private final List<Map<String, List<String>>> policies;

    private ContentSecurityPolicy(List<Map<String, List<String>>> policies) {
        this.policies = policies;
    }

    /** Reads the fields of a response. */
    static ContentSecurityPolicy of(HttpHeaders fields) {
        return fields.contains(FIELD) ? of(fields.getAll(FIELD)) : NONE;
    }

    /** Reads the values of fields. */
    static ContentSecurityPolicy of(List<String> lines) {
        List<Map<String, List<String>>> policies = new ArrayList<>();
        for (String line : lines) {
            for (String policy : line.split(",", -1)) {
                policies.add(directives(policy));
            }
        }
        return new ContentSecurityPolicy(policies);
    }

    private static Map<String, List<String>> directives(String policy) {
        Map<String, List<String>> directives = new LinkedHashMap<>();
        for (String directive : policy.split(";", -1)) {
            String[] words = directive.trim().split("[ \\t\\n\\f\\r]+");
            if (!words[0].isEmpty()) {
                directives.putIfAbsent(
                        words[0].toLowerCase(Locale.ROOT), List.of(words).subList(1, words.length));
            }
        }
        return directives;
    }

    /** Whether there is any policy. */
    public boolean isPresent() {
        return !policies.isEmpty();
    }

    /** A nonce that all policies allow scripts by; null if there is none. */
    public @Nullable String scriptNonce() {
        return nonce("script-src-elem", "script-src");
    }

    /** A nonce that all policies allow styles by; null if there is none. */
    public @Nullable String styleNonce() {
        return nonce("style-src-elem", "style-src");
    }

    /** The first nonce that any policy has, of scripts if it has one for them; null if there is none. */
    @Nullable
    String anyNonce() {
        String found = anyNonce("script-src-elem", "script-src");
        return found != null ? found : anyNonce("style-src-elem", "style-src");
    }

    private @Nullable String anyNonce(String... directives) {
        for (Map<String, List<String>> policy : policies) {
            List<String> sources = sources(policy, directives);
            String nonce = sources == null ? null : nonceOf(sources);
            if (nonce != null) {
                return nonce;
            }
        }
        return null;
    }

    private @Nullable String nonce(String... directives) {
        String common = null;
        for (Map<String, List<String>> policy : policies) {
            List<String> sources = sources(policy, directives);
            String nonce = sources == null ? null : nonceOf(sources);
            if (sources != null && (nonce == null || (common != null && !common.equals(nonce)))) {
                return null;
            }
            common = nonce == null ? common : nonce;
        }
        return common;
    }

    private static @Nullable String nonceOf(List<String> sources) {
        for (String source : sources) {
            if (source.regionMatches(true, 0, "'nonce-", 0, 7) && source.endsWith("'") && source.length() > 8) {
                String nonce = source.substring(7, source.length() - 1);
                return isBase64(nonce) ? nonce : null;
            }
        }
        return null;
    }

    /** CSP §2.3.1: what is no {@code base64-value} is no source expression. */
    private static boolean isBase64(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isLetterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!isLetterOrDigit && "+/-_=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a script of the page's own origin runs that has no nonce. */
    public boolean allowsOwnScripts() {
        return allOf(sources -> !isStrictDynamic(sources) && isOwn(sources), "script-src-elem", "script-src");
    }

    /** Whether an inline script runs that has no nonce. */
    public boolean allowsInlineScripts() {
        return allOf(ContentSecurityPolicy::isInline, "script-src-elem", "script-src");
    }

    /** Whether inline event handlers run. */
    public boolean allowsEventHandlers() {
        return allOf(ContentSecurityPolicy::isInline, "script-src-attr", "script-src");
    }

    /** Whether inline styles count that have no nonce. */
    public boolean allowsInlineStyles() {
        return allOf(ContentSecurityPolicy::isInline, "style-src-elem", "style-src");
    }

    /** Whether scripts may send to the page's own origin. */
    public boolean allowsOwnConnections() {
        return allOf(ContentSecurityPolicy::isOwn, "connect-src");
    }

    /** Whether scripts can put others in only in a way that they have to ask for (Trusted Types §5.1). */
    boolean requiresTrustedTypes() {
        return policies.stream().anyMatch(policy -> policy.containsKey("require-trusted-types-for"));
    }

    /** Whether no host but only a nonce or a hash lets scripts in. */
    boolean isByNonceOnly() {
        return !allOf(sources -> !isStrictDynamic(sources), "script-src-elem", "script-src");
    }

    /**
     * These policies with a nonce beside what they allow already; what allows nothing at all, or anything, goes on to do so.
     *
     * @param inline whether those that allow all that is inline, which a nonce ends, get it; event handlers and style attributes stay allowed
     * @param styles whether it is for styles, too
     */
    ContentSecurityPolicy withNonce(String nonce, boolean inline, boolean styles) {
        List<Map<String, List<String>>> changed = new ArrayList<>();
        for (Map<String, List<String>> policy : policies) {
            Map<String, List<String>> directives = new LinkedHashMap<>(policy);
            addNonce(directives, "script-src", nonce, inline);
            if (styles) {
                addNonce(directives, "style-src", nonce, inline);
            }
            changed.add(directives);
        }
        return new ContentSecurityPolicy(changed);
    }

    private static void addNonce(Map<String, List<String>> policy, String directive, String nonce, boolean inline) {
        String ofElements = directive + "-elem";
        List<String> sources = sources(policy, ofElements, directive);
        String source = "'nonce-" + nonce + "'";
        if (sources == null || isNone(sources) || sources.contains(source) || isInline(sources) && !inline) {
            return;
        }
        List<String> more = new ArrayList<>(sources);
        more.add(source);
        if (policy.containsKey(ofElements)) {
            policy.put(ofElements, more);
        } else {
            policy.put(directive, more);
            if (isInline(sources)) {
                policy.putIfAbsent(directive + "-attr", List.of("'unsafe-inline'"));
            }
        }
    }

    private static boolean isNone(List<String> sources) {
        return sources.isEmpty() || sources.size() == 1 && has(sources, "'none'");
    }

    /** The policies as values of fields, one for each. */
    List<String> lines() {
        return policies.stream()
                .map(policy -> policy.entrySet().stream()
                        .map(entry -> (entry.getKey() + " " + String.join(" ", entry.getValue())).stripTrailing())
                        .collect(Collectors.joining("; ")))
                .toList();
    }

    /** Whether the page may have a {@code base} that any of these sources allows; no other directive stands in for {@code base-uri}. */
    boolean allowsBase(List<String> sources) {
        for (Map<String, List<String>> policy : policies) {
            List<String> allowed = policy.get("base-uri");
            if (allowed != null && sources.stream().noneMatch(source -> has(allowed, source))) {
                return false;
            }
        }
        return true;
    }

    private interface Test {
        boolean passes(List<String> sources);
    }

    private boolean allOf(Test test, String... directives) {
        for (Map<String, List<String>> policy : policies) {
            List<String> sources = sources(policy, directives);
            if (sources != null && !test.passes(sources)) {
                return false;
            }
        }
        return true;
    }

    /** The sources of the first directive that is there, or of {@code default-src}; null if anything is allowed. */
    private static @Nullable List<String> sources(Map<String, List<String>> policy, String... directives) {
        for (String directive : directives) {
            List<String> sources = policy.get(directive);
            if (sources != null) {
                return sources;
            }
        }
        return policy.get("default-src");
    }

    private static boolean isOwn(List<String> sources) {
        return has(sources, "'self'") || sources.contains("*");
    }

    /** CSP §6.7.3.2: a nonce or a hash takes {@code 'unsafe-inline'} away. */
    private static boolean isInline(List<String> sources) {
        return has(sources, "'unsafe-inline'")
                && !isStrictDynamic(sources)
                && sources.stream()
                        .map(source -> source.toLowerCase(Locale.ROOT))
                        .noneMatch(source -> source.startsWith("'nonce-") || source.startsWith("'sha"));
    }

    private static boolean isStrictDynamic(List<String> sources) {
        return has(sources, "'strict-dynamic'");
    }

    private static boolean has(List<String> sources, String sought) {
        return sources.stream().anyMatch(sought::equalsIgnoreCase);
    }
}
