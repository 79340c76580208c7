package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.TextChunk;
import java.util.List;

/**
 * Makes each run of ASCII whitespace in text one character: a line feed if the run begins with a line break, else a space. One always stays,
 * between blocks too, since style sheets may make inline blocks of them. A run does not reach over markup.
 *
 * <p>Where whitespace may be visible it stays: in {@code pre}, {@code listing}, {@code textarea}, SVG and MathML, in all that is no ordinary
 * text (scripts, styles, titles), where a {@code style} attribute or a well-known class says so (CSS Text §3), in what is edited in place,
 * and in what a framework takes over. Style sheets are not read: what only they make visible has to be named.
 */
public final class CollapseWhitespace implements TextFeature {
    private static final String PREFORMATTED =
            "pre, listing, svg, math, .whitespace-pre, .whitespace-pre-wrap, .whitespace-pre-line, .whitespace-break-spaces";

    private final List<String> kept;

    /**
     * The collapsing of whitespace.
     *
     * @param kept selectors of more elements in which whitespace stays as it is; may be empty
     */
    public CollapseWhitespace(List<String> kept) {
        this.kept = List.copyOf(kept);
    }

    @Override
    public String name() {
        return "collapse-whitespace";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(Page.class, page -> new State(page, page.tally(this)), handlers -> {
            handlers.on(PREFORMATTED, (state, element) -> state.keep(element, "preformatted"))
                    .on("[style]", State::style)
                    .on("[contenteditable]", State::editable);
            kept.forEach(selector -> handlers.on(selector, (state, element) -> state.keep(element, "named")));
        });
    }

    private static final class State implements TextFeature.Reader {
        private final Page page;
        private final Tally tally;
        private final WhitespaceRuns runs = new WhitespaceRuns();
        private int keeping;
        private boolean changed;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            page.skipIfHydrated(tally);
            page.countRoots(tally);
            page.onText(this);
        }

        void keep(Element element, String reason) {
            tally.leftAlone(reason);
            if (!element.canHaveContent()) {
                return;
            }
            keeping++;
            element.onEndTag(end -> {
                if (!FormattingElements.mayGoOn(end)) {
                    keeping--;
                }
            });
        }

        void style(Element element) {
            String style = element.attribute("style");
            if (style != null && WhiteSpaceProperty.mayPreserve(style)) {
                keep(element, "preformatted");
            }
        }

        void editable(Element element) {
            if (!"false".equalsIgnoreCase(element.attribute("contenteditable"))) {
                keep(element, "editable");
            }
        }

        @Override
        public void text(TextChunk chunk, TextBytes bytes) {
            if (keeping > 0 || tally.isSkipped() || page.isHydrated()) {
                return;
            }
            if (!chunk.isRemoved() && runs.collapse(bytes)) {
                chunk.setBytes(bytes.array(), 0, bytes.length());
                changed = true;
            }
            if (chunk.isLastInTextNode()) {
                end();
            }
        }

        private void end() {
            runs.end();
            if (changed) {
                changed = false;
                tally.applied();
            }
        }
    }
}
