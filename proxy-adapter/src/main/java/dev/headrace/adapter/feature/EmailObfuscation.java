package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.StatefulHandlers;
import io.netty.handler.codec.http.FullHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Hides e-mail addresses from programs that read pages without running their scripts: those of {@code mailto:} links and those that stand in
 * text become codes, and a script at the end of the page turns them back. What stands between {@code <!--email_off-->} and {@code
 * <!--/email_off-->} is left as it is.
 *
 * <p>An address has up to 320 characters of source, and may be internationalized (RFC 6531). Those in SVG, MathML, options, the head,
 * scripts and the like are left as they are.
 */
public final class EmailObfuscation implements TextFeature {
    /** Where hidden addresses link to for those who run no scripts. */
    static final String PAGE = Features.OWN_PATHS + "l/email-protection";

    /** Cannot be reached from the document, once the parser has made a shadow tree of it. */
    private static final String SHADOW = "template[shadowrootmode]";

    /** What may be replaced with a script's element in it, to no good. */
    private static final String SEALED = "template, svg, math";

    /** Likewise, of text. */
    private static final String RAW =
            "script, style, textarea, title, xmp, iframe, noembed, noframes, noscript, plaintext";

    private static final String POLICY = "head meta[http-equiv=\"content-security-policy\" i]";

    private final Mode mode;
    private final boolean inFragments;
    private final OwnScript script = OwnScript.EMAIL_DECODE;

    /** What is changed. */
    public enum Mode {
        /**
         * Links and text, but nothing in what a script of React, Vue, Svelte, Angular or Astro takes over: it would find another page than it
         * expects.
         */
        AUTO,
        /** Links and text everywhere. */
        ALWAYS,
        /** Links everywhere, and no text. */
        LINKS_ONLY
    }

    /**
     * Hiding of addresses.
     *
     * @param mode what is changed
     * @param inFragments whether also in what is no whole document; a fragment that a page puts in as {@code innerHTML} does not run the
     *     script that it brings
     */
    public EmailObfuscation(Mode mode, boolean inFragments) {
        this.mode = mode;
        this.inFragments = inFragments;
    }

    @Override
    public String name() {
        return "email-obfuscation";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(Page.class, this::state, this::addTo);
    }

    private EmailState state(Page page) {
        EmailState state = new EmailState(page, page.tally(this), script(page), mode == Mode.AUTO, inFragments);
        if (readsText()) {
            page.onText(state);
        }
        return state;
    }

    private void addTo(StatefulHandlers<EmailState> handlers) {
        handlers.on("html", EmailState::html)
                .on("base[href]", EmailState::base)
                .on(POLICY, EmailState::policy)
                .on(SEALED, EmailState::sealed)
                .on(RAW, EmailState::raw)
                .on(SHADOW, EmailState::shadow)
                .onDocumentComments(EmailState::comment)
                .onIncludingImplied("body", EmailState::body)
                .onEnd(EmailState::end)
                .onBailOut(EmailState::bailOut);
        if (mode == Mode.AUTO) {
            handlers.onDocumentComments(EmailState::hydrationComment);
        }
        handlers.on("area[href]", EmailState::link);
        if (readsText()) {
            handlers.on("a", EmailState::anchor)
                    .on("button", EmailState::button)
                    .on("head, svg, math, option, select", EmailState::untouchable);
        } else {
            handlers.on("a[href]", EmailState::link);
        }
    }

    @Override
    public boolean readsText() {
        return mode != Mode.LINKS_ONLY;
    }

    @Override
    public void begin(Page page) {
        if (script(page) == null) {
            page.tally(this).skip("csp");
        }
    }

    @Override
    public @Nullable FullHttpResponse answer(RequestHead request) {
        FullHttpResponse answer = script.answer(request);
        return answer != null ? answer : EmailPage.answer(request);
    }

    private @Nullable String script(Page page) {
        return script.element(page, "data-cfasync=\"false\"");
    }
}
