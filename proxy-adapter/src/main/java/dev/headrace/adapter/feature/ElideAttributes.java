package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.StatefulHandler;
import java.util.Set;

/**
 * Takes attributes out that say what holds without them (WHATWG HTML §4.2.4, §4.2.6, §4.12.1, §4.10.3, §4.9): the type of a classic script, of a style
 * sheet, {@code media=all}, {@code method=get}. Attributes that style sheets often ask for, such as {@code type=text} of an {@code input},
 * are not among them.
 */
public final class ElideAttributes implements Feature {
    /** The elements that it knows attributes of. */
    public static final Set<String> ELEMENTS = Set.of("script", "style", "link", "form", "table");

    private final Set<String> elements;

    /** The elision of the attributes of all of these elements but those of tables. */
    public ElideAttributes() {
        this(Set.of("script", "style", "link", "form"));
    }

    /**
     * The elision of attributes.
     *
     * @param elements of which {@link #ELEMENTS}; {@code table} stands for the {@code colspan} and {@code rowspan} of cells
     * @throws IllegalArgumentException if there is another among them
     */
    public ElideAttributes(Set<String> elements) {
        if (!ELEMENTS.containsAll(elements)) {
            throw new IllegalArgumentException("elements must be of " + ELEMENTS + ", not " + elements);
        }
        this.elements = Set.copyOf(elements);
    }

    @Override
    public String name() {
        return "elide-attributes";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(Page.class, page -> new OfPage(page, page.tally(this)), handlers -> {
            if (elements.contains("script")) {
                handlers.on("script[type], script[language]", outsideOfRoots(ElideAttributes::script));
            }
            if (elements.contains("style")) {
                handlers.on("style[type], style[media]", outsideOfRoots(ElideAttributes::style));
            }
            if (elements.contains("link")) {
                handlers.on("link[type][rel], link[media]", outsideOfRoots(ElideAttributes::link));
            }
            if (elements.contains("form")) {
                handlers.on("form[method], form[enctype]", outsideOfRoots(ElideAttributes::form));
            }
            if (elements.contains("table")) {
                handlers.on(
                        "td[colspan], td[rowspan], th[colspan], th[rowspan]", outsideOfRoots(ElideAttributes::cell));
            }
        });
    }

    private record OfPage(Page page, Tally tally) {}

    private interface Elision {
        void apply(Tally tally, Element element);
    }

    private static StatefulHandler<OfPage, Element> outsideOfRoots(Elision elision) {
        return (of, element) -> {
            if (of.page.isHydrated()) {
                of.tally.leftAlone("framework-root");
            } else {
                elision.apply(of.tally, element);
            }
        };
    }

    /** WHATWG HTML §4.12.1.1, step 8 and those behind it: {@code language} counts where there is no {@code type}. */
    private static void script(Tally tally, Element script) {
        if (!isHtml(tally, script)) {
            return;
        }
        String type = script.attribute("type");
        String language = script.attribute("language");
        if (type != null && !type.isEmpty() && !JavaScriptType.isOne(type.strip())) {
            return;
        }
        if (type == null && language != null && !language.isEmpty() && !JavaScriptType.isOne("text/" + language)) {
            tally.leftAlone("other-language");
            return;
        }
        if (language != null) {
            remove(tally, script, "language");
        }
        if (type != null) {
            remove(tally, script, "type");
        }
    }

    private static void style(Tally tally, Element style) {
        if (isHtml(tally, style)) {
            removeIf(tally, style, "type", "text/css", true);
            removeIf(tally, style, "media", "all", true);
        }
    }

    private static void link(Tally tally, Element link) {
        String rel = link.attribute("rel");
        if (rel != null && Tokens.has(rel, "stylesheet")) {
            removeIf(tally, link, "type", "text/css", true);
            removeIf(tally, link, "media", "all", true);
        }
    }

    private static void form(Tally tally, Element form) {
        removeIf(tally, form, "method", "get", false);
        removeIf(tally, form, "enctype", "application/x-www-form-urlencoded", false);
    }

    private static void cell(Tally tally, Element cell) {
        removeIf(tally, cell, "colspan", "1", false);
        removeIf(tally, cell, "rowspan", "1", false);
    }

    private static boolean isHtml(Tally tally, Element element) {
        if (element.namespaceUri().equals("http://www.w3.org/1999/xhtml")) {
            return true;
        }
        tally.leftAlone("foreign-element");
        return false;
    }

    private static void removeIf(Tally tally, Element element, String name, String standard, boolean orEmpty) {
        String value = element.attribute(name);
        if (value != null && (value.equalsIgnoreCase(standard) || (orEmpty && value.isEmpty()))) {
            remove(tally, element, name);
        }
    }

    private static void remove(Tally tally, Element element, String name) {
        element.removeAttribute(name);
        tally.applied();
    }
}
