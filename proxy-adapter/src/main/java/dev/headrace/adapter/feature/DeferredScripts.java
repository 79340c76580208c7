package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.StatefulHandlers;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the scripts of a page back until it has painted. They get a type that no browser runs; a loader of our own runs them in their order, with
 * what they expect of a page that is still loading ({@code document.write}, {@code document.currentScript}, the events of loading).
 *
 * <p>The loader stands in front of the first script that is held back, deferred, so that a page that is cut off, or passes as it is from
 * somewhere on, has it as soon as it needs it. Scripts of what may be a fragment stay as they are, because whoever inserts it runs them.
 */
public final class DeferredScripts implements Feature {
    /** How the types of scripts begin that are held back. */
    static final String PREFIX = "headrace-";

    private static final OwnScript LOADER = OwnScript.DEFERRED_SCRIPTS;
    private static final String HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";

    private final List<String> except;

    /**
     * Holds back all scripts but some.
     *
     * @param except selectors of scripts that are left alone
     * @throws dev.headrace.selector.SelectorException if a selector is wrong
     */
    public DeferredScripts(List<String> except) {
        this.except = List.copyOf(except);
        this.except.forEach(selector -> HtmlRewriter.builder().on(selector, element -> {}));
    }

    @Override
    public String name() {
        return "deferred-scripts";
    }

    @Override
    public void begin(Page page) {
        if (LOADER.element(page, "") == null || page.policy().requiresTrustedTypes()) {
            page.tally(this).skip("csp");
        }
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(Page.class, page -> new State(page, page.tally(this)), this::add);
    }

    private void add(StatefulHandlers<State> handlers) {
        handlers.on("meta[http-equiv=content-security-policy i]", (state, meta) -> state.restrict());
        // Handlers of one element are called in this order.
        handlers.on("template script", (state, script) -> state.leaveAlone("template"));
        for (String selector : except) {
            handlers.on(selector, (state, element) -> {
                if (element.tagName().equals("script")) {
                    state.leaveAlone("opt-out");
                }
            });
        }
        handlers.on("script", State::script);
    }

    private static final class State {
        private final Page page;
        private final Tally tally;
        private final @Nullable String requiredNonce;
        private @Nullable String reason;
        private boolean isRestricted;
        private boolean hasLoader;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            requiredNonce = page.policy().isByNonceOnly() ? page.policy().scriptNonce() : null;
        }

        /** A policy in the page holds from here on; what it allows is not known. */
        void restrict() {
            isRestricted = true;
            if (!hasLoader) {
                tally.skip("csp");
            }
        }

        /** The script that comes next. */
        void leaveAlone(String because) {
            reason = because;
        }

        void script(Element script) {
            String because = reason;
            reason = null;
            if (tally.isSkipped()) {
                return;
            }
            ScriptKind kind = ScriptKind.of(script);
            if (kind == ScriptKind.CLASSIC || kind == ScriptKind.MODULE) {
                because = because == null ? reasonToLeave(script) : because;
                if (because == null) {
                    defer(script);
                } else {
                    tally.leftAlone(because);
                }
            }
        }

        private @Nullable String reasonToLeave(Element script) {
            if (!page.isDocument()) {
                return "fragment";
            }
            if ("false".equalsIgnoreCase(script.attribute("data-cfasync")) || script.hasAttribute("data-no-defer")) {
                return "opt-out";
            }
            if (script.hasAttribute("nomodule")) {
                return "nomodule";
            }
            if (!script.namespaceUri().equals(HTML_NAMESPACE)) {
                return "svg";
            }
            String source = script.attribute("src");
            if (source != null && source.startsWith(Features.OWN_PATHS)) {
                return "own";
            }
            // By 'strict-dynamic' the loader could run what the policy forbids (CSP §8.2).
            boolean isForbidden = requiredNonce != null && !requiredNonce.equals(script.attribute("nonce"));
            return isRestricted || isForbidden ? "csp" : null;
        }

        private void defer(Element script) {
            if (!hasLoader) {
                hasLoader = true;
                String attributes = requiredNonce == null ? "defer=\"\"" : "defer=\"\" data-nonce-only=\"\"";
                String loader = LOADER.element(page, attributes);
                script.before(Content.html(loader == null ? "" : loader));
            }
            String type = script.attribute("type");
            script.setAttribute("type", type == null ? PREFIX : PREFIX + type);
            tally.applied();
        }
    }

    @Override
    public @Nullable FullHttpResponse answer(RequestHead request) {
        return LOADER.answer(request);
    }
}
