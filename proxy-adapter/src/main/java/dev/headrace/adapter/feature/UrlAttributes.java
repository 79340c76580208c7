package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.StatefulHandlers;
import dev.headrace.rewriter.content.BailOut;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.content.TextType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URLs of a page: in all attributes that the WHATWG HTML standard (its index of attributes, and §16.2 for obsolete ones) and
 * SVG 2 give URLs, in refreshes, in what {@code meta} tells other sites, in {@code style} attributes and in style elements.
 *
 * <p>URLs in scripts, in {@code noscript} (text, for a parser that runs scripts), in {@code srcdoc}, in styles within SVG and in attributes of scripts' own
 * making ({@code data-src}) are not found, and neither are identifiers that only look like URLs ({@code xmlns}, {@code itemtype}).
 */
final class UrlAttributes {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String[] BACKGROUNDS = {"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"};
    private static final String[] SVG_REFERENCES = {
        "image", "use", "feImage", "linearGradient", "radialGradient", "pattern", "filter", "textPath", "mpath"
    };

    /** Values of {@code rel} whose link the page loads, but which do not show an image (WHATWG HTML §4.6.7). */
    private static final Set<String> LOADED = Set.of("stylesheet", "preload", "modulepreload", "prefetch", "manifest");

    private static final Set<String> ICONS = Set.of(
            "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "apple-touch-startup-image");

    private static final Set<String> TOLD_URLS = Set.of(
            "og:url",
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "og:video",
            "og:video:url",
            "og:video:secure_url",
            "og:audio",
            "og:audio:url",
            "og:audio:secure_url",
            "twitter:image",
            "twitter:image:src",
            "twitter:player",
            "msapplication-tileimage");

    private final Page page;
    private final PageUrls urls;
    private @Nullable StyleUrls style;
    private String heldBefore = "";
    private long chunkStart;

    private UrlAttributes(Page page, PageUrls urls) {
        this.page = page;
        this.urls = urls;
    }

    /** Has all URLs of a page go through these features, in their order. */
    static void addTo(HtmlRewriterBuilder rewriter, List<UrlFeature> features) {
        rewriter.withState(Page.class, page -> new UrlAttributes(page, PageUrls.of(page, features)), handlers -> {
            addLinks(handlers);
            addEmbedded(handlers);
            addNamed(handlers);
            addStyles(handlers);
        });
    }

    private static void addLinks(StatefulHandlers<UrlAttributes> handlers) {
        handlers.on("base[href]", (page, base) -> page.one(base, "href", UrlKind.BASE))
                .on("a[*|href], area[href]", (page, link) -> page.reference(link, UrlKind.NAVIGATION))
                .on("a[ping], area[ping]", UrlAttributes::ping)
                .on("link[href]", (page, link) -> page.one(link, "href", kind(link)))
                .on("form[action]", (page, form) -> page.one(form, "action", UrlKind.NAVIGATION))
                .on(
                        "button[formaction], input[formaction]",
                        (page, button) -> page.one(button, "formaction", UrlKind.NAVIGATION))
                .on("meta[http-equiv=refresh i][content]", UrlAttributes::refresh);
    }

    private static void addEmbedded(StatefulHandlers<UrlAttributes> handlers) {
        handlers.on(
                        "img[src], input[src], audio[src], video[src], source[src]",
                        (page, element) -> page.one(element, "src", UrlKind.PASSIVE))
                .on(
                        "script[src], iframe[src], frame[src], embed[src], track[src]",
                        (page, element) -> page.one(element, "src", UrlKind.ACTIVE))
                .on("img[srcset], source[srcset]", (page, element) -> page.sourceSet(element, "srcset"))
                .on("link[imagesrcset]", (page, element) -> page.sourceSet(element, "imagesrcset"))
                .on("object[data]", (page, element) -> page.one(element, "data", UrlKind.ACTIVE))
                .on("video[poster]", (page, element) -> page.one(element, "poster", UrlKind.PASSIVE))
                .on("html[manifest]", (page, element) -> page.one(element, "manifest", UrlKind.ACTIVE))
                .on(
                        String.join("[background], ", BACKGROUNDS) + "[background]",
                        (page, element) -> page.one(element, "background", UrlKind.PASSIVE))
                .on(String.join("[*|href], ", SVG_REFERENCES) + "[*|href]", (page, element) -> {
                    page.foreignReference(element, UrlKind.PASSIVE);
                })
                .on("script[*|href]", (page, element) -> page.foreignReference(element, UrlKind.ACTIVE));
    }

    private static void addNamed(StatefulHandlers<UrlAttributes> handlers) {
        handlers.on(
                        "blockquote[cite], q[cite], ins[cite], del[cite]",
                        (page, element) -> page.one(element, "cite", UrlKind.REFERENCE))
                .on(
                        "img[longdesc], iframe[longdesc], frame[longdesc]",
                        (page, element) -> page.one(element, "longdesc", UrlKind.REFERENCE))
                .on("meta[property][content], meta[name][content]", UrlAttributes::told);
    }

    private static void addStyles(StatefulHandlers<UrlAttributes> handlers) {
        handlers.on("[style]", UrlAttributes::styleAttribute)
                .onText("style:not([type]), style[type=''], style[type='text/css' i]", UrlAttributes::styleText)
                .onBailOut(UrlAttributes::bailOut);
    }

    /** What a framework takes over stays as it is: it would find other URLs than it has. */
    private boolean mayRewrite() {
        if (page.isHydrated() && urls.isOn()) {
            urls.leftAlone("framework-root");
            return false;
        }
        return urls.isOn();
    }

    private void one(Element element, String name, UrlKind kind) {
        String value = mayRewrite() ? element.attribute(name) : null;
        if (value != null) {
            set(element, name, value, urls.rewrite(kind, value));
        }
    }

    private void reference(Element element, UrlKind kind) {
        one(element, "href", kind);
        if (element.namespaceUri().equals(SVG)) {
            one(element, "xlink:href", kind);
        }
    }

    private void foreignReference(Element element, UrlKind kind) {
        if (element.namespaceUri().equals(SVG)) {
            reference(element, kind);
        }
    }

    private void ping(Element link) {
        String value = mayRewrite() ? link.attribute("ping") : null;
        if (value != null) {
            set(link, "ping", value, urls.rewriteList(UrlKind.NAVIGATION, value));
        }
    }

    private void sourceSet(Element element, String name) {
        String value = mayRewrite() ? element.attribute(name) : null;
        if (value != null) {
            set(element, name, value, urls.rewriteSourceSet(value));
        }
    }

    private void refresh(Element meta) {
        String content = mayRewrite() ? meta.attribute("content") : null;
        if (content != null) {
            set(meta, "content", content, urls.rewriteRefresh(content));
        }
    }

    private void told(Element meta) {
        String name = meta.attribute("property");
        name = name == null ? meta.attribute("name") : name;
        if (name != null && TOLD_URLS.contains(name.toLowerCase(Locale.ROOT))) {
            one(meta, "content", UrlKind.METADATA);
        }
    }

    private void styleAttribute(Element element) {
        String value = mayRewrite() ? element.attribute("style") : null;
        if (value != null && value.indexOf('(') >= 0) {
            set(element, "style", value, urls.rewriteStyle(value));
        }
    }

    private static void set(Element element, String name, String value, String changed) {
        if (!changed.equals(value)) {
            element.setAttribute(name, changed);
        }
    }

    private static UrlKind kind(Element link) {
        String rel = link.attribute("rel");
        UrlKind kind = UrlKind.REFERENCE;
        if (rel != null) {
            StringTokenizer types = new StringTokenizer(rel.toLowerCase(Locale.ROOT));
            while (types.hasMoreTokens()) {
                String type = types.nextToken();
                if (LOADED.contains(type)) {
                    return UrlKind.ACTIVE;
                }
                kind = ICONS.contains(type) ? UrlKind.PASSIVE : kind;
            }
        }
        return kind;
    }

    /** In SVG style is ordinary text, with references and CDATA sections, and stays as it is. */
    private void styleText(TextChunk chunk) {
        if (chunk.type() != TextType.RAWTEXT) {
            return;
        }
        if (style == null) {
            if (!urls.isOn() || chunk.isRemoved() || (chunk.isLastInTextNode() && isPlain(chunk.text()))) {
                return;
            }
            style = new StyleUrls(urls);
        }
        heldBefore = style.held();
        chunkStart = chunk.source().start();
        String text = chunk.isRemoved() ? "" : chunk.text();
        boolean last = chunk.isLastInTextNode();
        String out = style.next(text, last);
        if (chunk.isRemoved() || isSame(out, heldBefore, text)) {
            putBefore(chunk, chunk.isRemoved() ? out : heldBefore);
        } else {
            chunk.setText(out);
        }
        if (last) {
            style = null;
        }
    }

    private static boolean isSame(String out, String held, String text) {
        return out.length() == held.length() + text.length() && out.startsWith(held) && out.endsWith(text);
    }

    /** So the chunk keeps its bytes, malformed ones included. */
    private static void putBefore(TextChunk chunk, String held) {
        if (!held.isEmpty()) {
            chunk.before(Content.html(held));
        }
    }

    private static boolean isPlain(String css) {
        return css.indexOf('(') < 0 && css.indexOf('@') < 0;
    }

    /** What passes as it is from here on may begin with the chunk that was to bring what was held back before it. */
    private void bailOut(BailOut place) {
        if (style != null) {
            place.append(Content.html(place.reason().offset() <= chunkStart ? heldBefore : style.held()));
            style = null;
        }
    }
}
