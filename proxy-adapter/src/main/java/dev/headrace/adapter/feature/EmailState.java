package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.BailOut;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.TextChunk;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page whose addresses are hidden: where it is, as far as that matters. */
final class EmailState implements TextFeature.Reader {
    private static final String SCHEME = "mailto:";
    private static final int MOST_LINK_CHARACTERS = 8192;

    private final Page page;
    private final Tally tally;
    private final @Nullable String script;
    private final boolean sparesRoots;
    private final boolean inFragments;
    private final EmailText text;

    private boolean off;
    private boolean hydrated;
    private int shadows;
    private int sealed;

    /** Whether the document ends in a script or the like, which would take in what is put behind it. */
    private boolean cutOff;

    /** Whether a link ended without its tag: the parser may have opened it again, unseen. */
    private boolean linkLeftOpen;

    /** How many elements are open that a link must not be in: others, and buttons. */
    private int links;

    private int untouchable;

    /** Whether an address has been hidden that no script stands behind yet. */
    private boolean scriptDue;

    /** Made once, for however many elements there are. */
    private final Handler<EndTag> shadowEnd = end -> shadows--;

    private final Handler<EndTag> sealedEnd = end -> sealed--;
    private final Handler<EndTag> rawEnd = end -> {
        sealed--;
        cutOff = end.isImplied();
    };
    private final Handler<EndTag> linkEnd = end -> {
        links--;
        linkLeftOpen = end.isImplied();
    };
    private final Handler<EndTag> buttonEnd = end -> links--;
    private final Handler<EndTag> untouchableEnd = end -> untouchable--;
    private final Handler<EndTag> bodyEnd = end -> {
        if (!end.isImplied()) {
            placeScript(end::before);
        }
    };

    /**
     * A page at its beginning.
     *
     * @param script the element that loads the script; null if the page's policy allows none
     * @param sparesRoots whether what a framework takes over stays as it is
     */
    EmailState(Page page, Tally tally, @Nullable String script, boolean sparesRoots, boolean inFragments) {
        this.page = page;
        this.tally = tally;
        this.script = script;
        this.sparesRoots = sparesRoots;
        this.inFragments = inFragments;
        text = new EmailText(new EmailWords.Replacement() {
            @Override
            public String of(String address) {
                hidden();
                return element(address);
            }

            @Override
            public void none() {
                tally.leftAlone("not-an-address");
            }
        });
    }

    // ---- What the page is

    void html(Element html) {
        if (html.hasAttribute("amp") || html.hasAttribute("\u26A1")) {
            tally.skip("amp");
        }
    }

    /** The script, and the page behind links, are looked for where the base is. */
    void base(Element base) {
        String href = base.attribute("href");
        if (href != null && isElsewhere(href.strip().replace('\\', '/'))) {
            tally.skip("base");
        }
    }

    private boolean isElsewhere(String href) {
        int slashes = href.indexOf("//");
        int scheme = href.indexOf(':');
        if (slashes != 0 && (scheme < 0 || href.indexOf('/') < scheme && href.indexOf('/') >= 0)) {
            return false;
        }
        String own = page.request().visitor().secure() ? "https:" : "http:";
        if (slashes != 0 && !(slashes == scheme + 1 && href.regionMatches(true, 0, own, 0, slashes))) {
            return true;
        }
        int end = slashes + 2;
        while (end < href.length() && "/?#".indexOf(href.charAt(end)) < 0) {
            end++;
        }
        String host = page.request()
                .headers()
                .get(HttpHeaderNames.HOST, page.request().host());
        return !href.substring(slashes + 2, end).equalsIgnoreCase(host);
    }

    /** A policy of the page itself (CSP §3.3) counts beside those of the header. */
    void policy(Element meta) {
        // A document may have characters there that a header cannot have.
        HttpHeaders fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        String value = meta.attribute("content");
        fields.set(ContentSecurityPolicy.FIELD, value == null ? "" : value);
        ContentSecurityPolicy policy = ContentSecurityPolicy.of(fields);
        String nonce = page.policy().scriptNonce();
        if (!policy.allowsOwnScripts() && (nonce == null || !nonce.equals(policy.scriptNonce()))) {
            tally.skip("csp");
        }
    }

    void hydrationComment(Comment comment) {
        String mark = comment.text();
        // React; Vue and Svelte.
        if (mark.equals("$") || mark.equals("$?") || mark.equals("$!") || mark.equals("[") || mark.equals("[!")) {
            hydrated = true;
        }
    }

    void comment(Comment comment) {
        String mark = comment.text().strip();
        if (mark.equals("email_off")) {
            off = true;
        } else if (mark.equals("/email_off")) {
            off = false;
        }
    }

    /** An element whose content is text, and no markup. */
    void raw(Element element) {
        if (isHtml(element)) {
            sealed++;
            element.onEndTag(rawEnd);
        }
    }

    void sealed(Element element) {
        if (element.canHaveContent()) {
            sealed++;
            element.onEndTag(sealedEnd);
        }
    }

    void shadow(Element template) {
        shadows++;
        template.onEndTag(shadowEnd);
    }

    /** Why nothing is to be hidden here; null if something is. */
    private @Nullable String obstacle() {
        if (off) {
            return "email-off";
        } else if (shadows > 0) {
            return "shadow-root";
        } else if (hydrated || (sparesRoots && page.isHydrated())) {
            return "framework-root";
        }
        return inFragments || page.isDocument() ? null : "fragment";
    }

    // ---- Links

    void link(Element link) {
        String href = link.attribute("href");
        String target = href == null ? null : targetOf(href);
        if (target == null || link.isRemoved() || tally.isSkipped()) {
            return;
        }
        String obstacle = obstacle();
        if (obstacle != null) {
            tally.leftAlone(obstacle);
        } else if (!isHtml(link)) {
            tally.leftAlone("not-html");
        } else if (target.indexOf('@') < 0 && !target.contains("%40")) {
            tally.leftAlone("no-address");
        } else if (target.length() > MOST_LINK_CHARACTERS) {
            tally.leftAlone("too-long");
        } else {
            link.setAttribute("href", EmailObfuscation.PAGE + "#" + EmailCode.of(target));
            hidden();
        }
    }

    private static boolean isHtml(Element element) {
        return element.namespaceUri().endsWith("/xhtml");
    }

    /** What stands behind {@code mailto:}; null if the link is of another kind. */
    private static @Nullable String targetOf(String href) {
        String url = href.strip();
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? url.substring(SCHEME.length()) : null;
    }

    void anchor(Element anchor) {
        link(anchor);
        if (anchor.canHaveContent()) {
            links++;
            anchor.onEndTag(linkEnd);
        }
    }

    void button(Element button) {
        if (button.canHaveContent()) {
            links++;
            button.onEndTag(buttonEnd);
        }
    }

    // ---- Text

    /** Text in the element stays as it is. */
    void untouchable(Element element) {
        if (element.canHaveContent()) {
            untouchable++;
            element.onEndTag(untouchableEnd);
        }
    }

    @Override
    public void text(TextChunk chunk, TextBytes bytes) {
        if (untouchable > 0 || tally.isSkipped()) {
            return;
        }
        String obstacle = obstacle();
        if (obstacle == null) {
            text.take(chunk, bytes);
        } else if (EmailWords.mayHaveAddress(chunk, bytes)) {
            countAddresses(chunk.text(), obstacle);
        }
    }

    private void countAddresses(String source, String obstacle) {
        for (int at = source.indexOf('@'); at >= 0; at = source.indexOf('@', at + 1)) {
            tally.leftAlone(obstacle);
        }
    }

    private String element(String address) {
        String rest = " class=\"__cf_email__\" data-cfemail=\"" + EmailCode.of(address) + "\">[email&#160;protected]</";
        return links > 0 || linkLeftOpen
                ? "<span" + rest + "span>"
                : "<a href=\"" + EmailObfuscation.PAGE + "\"" + rest + "a>";
    }

    // ---- The script

    private void hidden() {
        tally.applied();
        scriptDue = true;
    }

    void body(Element body) {
        body.onEndTag(bodyEnd);
    }

    void end(DocumentEnd end) {
        placeScript(end::append);
    }

    void bailOut(BailOut end) {
        String held = text.bailOut();
        if (!held.isEmpty()) {
            end.append(Content.html(held));
        }
        placeScript(end::append);
    }

    private void placeScript(Consumer<Content> place) {
        if (scriptDue && sealed == 0 && !cutOff && script != null) {
            scriptDue = false;
            place.accept(Content.html(script));
        }
    }
}
