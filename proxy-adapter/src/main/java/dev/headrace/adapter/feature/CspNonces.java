package dev.headrace.adapter.feature;

import dev.headrace.adapter.header.CacheControl;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each response a nonce of its own (Content Security Policy Level 3 §2.3.1): in its policies, and at the scripts and styles in its
 * source that need it. Has to be the first feature of a page, so that the others' scripts get the same nonce.
 *
 * <p>A nonce says that the page's author meant the script to be there. Given by a proxy it says only that the script was in the source: what an
 * attacker got into the source, by a comment that the site did not escape, say, is allowed as well. What scripts put into the page later stays
 * forbidden.
 *
 * <p>Pages differ from response to response by this, so they lose their validators, and no shared cache may store them.
 */
public final class CspNonces implements Feature {
    private static final int NONCE_BYTES = 16;

    private final Options options;
    private final Supplier<String> nonces;

    /**
     * Which elements get a nonce.
     *
     * @param inline whether inline scripts and styles get it; if not, policies that allow them stay as they are
     * @param styles whether styles get it, too
     * @param reuse whether the nonce that the origin's policy has already for scripts or for styles is given to those that it left without
     * @param policy the policy of pages that come with none; null to leave such pages alone. Nonces are added to it.
     */
    public record Options(
            boolean inline,
            boolean styles,
            boolean reuse,
            @Nullable String policy) {
        /** All scripts and styles that need it, under policies of the origin that have no nonce yet. */
        public static final Options DEFAULT = new Options(true, true, false, null);
    }

    /** Nonces of 128 random bits. */
    public CspNonces(Options options) {
        this(options, random(new SecureRandom()));
    }

    CspNonces(Options options, Supplier<String> nonces) {
        this.options = options;
        this.nonces = nonces;
    }

    private static Supplier<String> random(SecureRandom random) {
        return () -> {
            byte[] bytes = new byte[NONCE_BYTES];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        };
    }

    @Override
    public String name() {
        return "csp-nonces";
    }

    @Override
    public void begin(Page page) {
        ContentSecurityPolicy policy = page.policy();
        if (!policy.isPresent() && options.policy() != null) {
            policy = ContentSecurityPolicy.of(List.of(options.policy()));
        }
        if (!policy.isPresent()) {
            page.tally(this).skip("no-policy");
            return;
        }
        String existing = policy.anyNonce();
        ContentSecurityPolicy changed =
                policy.withNonce(existing == null ? nonces.get() : existing, options.inline(), options.styles());
        if (changed.scriptNonce() == null && changed.styleNonce() == null) {
            page.tally(this).skip("nothing-restricted");
        } else {
            page.usePolicy(changed);
        }
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new State(page, page.tally(this), options),
                handlers -> handlers.on("script", State::script)
                        .on("style", State::style)
                        .on("link[rel~=modulepreload i], link[rel~=preload i][as=script i]", State::preload));
    }

    @Override
    public void rewritten(Page page, HttpResponse response) {
        if (page.tally(this).isSkipped()) {
            return;
        }
        HttpHeaders fields = response.headers();
        boolean fresh = ContentSecurityPolicy.of(fields).anyNonce() == null;
        fields.set(ContentSecurityPolicy.FIELD, page.policy().lines());
        if (fresh) {
            fields.remove(HttpHeaderNames.ETAG);
            fields.remove(HttpHeaderNames.LAST_MODIFIED);
            CacheControl.setPrivate(fields);
        }
    }

    private static final class State {
        private final Tally tally;
        private final boolean inline;
        private final boolean isByNonceOnly;
        private final @Nullable String scriptNonce;
        private final @Nullable String styleNonce;

        State(Page page, Tally tally, Options options) {
            this.tally = tally;
            inline = options.inline();
            ContentSecurityPolicy policy = page.policy();
            isByNonceOnly = policy.isByNonceOnly();
            ContentSecurityPolicy before = ContentSecurityPolicy.of(page.fields());
            boolean leavesScripts = tally.isSkipped() || !options.reuse() && before.scriptNonce() != null;
            boolean leavesStyles = tally.isSkipped() || !options.reuse() && before.styleNonce() != null;
            scriptNonce = leavesScripts ? null : policy.scriptNonce();
            styleNonce = leavesStyles || !options.styles() ? null : policy.styleNonce();
        }

        void script(Element script) {
            if (scriptNonce == null || ScriptKind.of(script) == ScriptKind.DATA) {
                return;
            }
            boolean isExternal =
                    script.hasAttribute("src") || script.hasAttribute("href") || script.hasAttribute("xlink:href");
            if (isExternal) {
                external(script, scriptNonce);
            } else {
                inline(script, scriptNonce);
            }
        }

        void style(Element style) {
            if (styleNonce != null) {
                inline(style, styleNonce);
            }
        }

        void preload(Element link) {
            if (scriptNonce != null) {
                external(link, scriptNonce);
            }
        }

        private void inline(Element element, String nonce) {
            if (inline) {
                set(element, nonce);
            } else {
                tally.leftAlone("inline");
            }
        }

        /** What the policy says of hosts goes on to count, unless it has {@code 'strict-dynamic'} (CSP §8.2). */
        private void external(Element element, String nonce) {
            if (isByNonceOnly) {
                set(element, nonce);
            } else {
                tally.leftAlone("by-host");
            }
        }

        private void set(Element element, String nonce) {
            if (element.hasAttribute("nonce")) {
                tally.leftAlone("has-nonce");
            } else {
                element.setAttribute("nonce", nonce);
                tally.applied();
            }
        }
    }
}
