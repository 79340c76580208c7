package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;

/**
 * Has the browser load images and iframes when they come near the viewport (WHATWG HTML §2.5.7, lazy loading attributes). The first few
 * images of a page are left alone, since they are likely to be in view at once, and late then.
 */
public final class LazyLoading implements Feature {
    private final int eagerImages;

    /**
     * Lazy loading.
     *
     * @param eagerImages how many images at the start of the page are left alone, from 0
     */
    public LazyLoading(int eagerImages) {
        if (eagerImages < 0) {
            throw new IllegalArgumentException("eagerImages must be 0 or more, not " + eagerImages);
        }
        this.eagerImages = eagerImages;
    }

    @Override
    public String name() {
        return "lazy-loading";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new State(page, page.tally(this)),
                handlers -> handlers.on("img", (state, image) -> image(state, image))
                        .on("iframe", (state, frame) -> makeLazy(state, frame)));
    }

    private void image(State state, Element image) {
        if (state.images++ < eagerImages) {
            state.tally.leftAlone("first-images");
        } else if ("high".equalsIgnoreCase(image.attribute("fetchpriority"))) {
            state.tally.leftAlone("high-priority");
        } else {
            makeLazy(state, image);
        }
    }

    private static void makeLazy(State state, Element element) {
        Tally tally = state.tally;
        if (state.page.isHydrated()) {
            tally.leftAlone("framework-root");
        } else if (element.hasAttribute("loading")) {
            tally.leftAlone("has-loading");
        } else if (!element.hasAttribute("src") && !element.hasAttribute("srcset")) {
            tally.leftAlone("no-source");
        } else {
            element.setAttribute("loading", "lazy");
            tally.applied();
        }
    }

    private static final class State {
        private final Page page;
        private final Tally tally;
        private int images;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
        }
    }
}
