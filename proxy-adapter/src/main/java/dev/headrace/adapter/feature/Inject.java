package dev.headrace.adapter.feature;

import dev.headrace.adapter.feature.Injection.Kind;
import dev.headrace.adapter.feature.Injection.Position;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.StatefulHandlers;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.StatefulHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts HTML and scripts of the tenant's into documents: at the start or end of {@code head} or {@code body}, also where their tags are
 * implied, or at elements. Not into what may be a fragment, and not again what is there already: a page that goes through twice has it twice.
 *
 * <p>An inline script gets the page's nonce; where the page's policy neither has one nor allows inline scripts, it is left out. Content in
 * HTML is the tenant's own affair, scripts in it included.
 */
public final class Inject implements Feature {
    private final List<Injection> injections;

    /** Puts these in; at one place they keep their order. */
    public Inject(List<Injection> injections) {
        this.injections = List.copyOf(injections);
    }

    @Override
    public String name() {
        return "inject";
    }

    @Override
    public void begin(Page page) {
        if (injections.stream().allMatch(injection -> isForbidden(page, injection))) {
            page.tally(this).skip(injections.isEmpty() ? "nothing-to-inject" : "csp");
        }
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(Page.class, page -> new State(page, page.tally(this), injections.size()), this::add);
    }

    private void add(StatefulHandlers<State> handlers) {
        for (int number : inOrderOfCalls()) {
            Injection injection = injections.get(number);
            StatefulHandler<State, Element> handler = (state, element) -> {
                if (!state.done[number]) {
                    state.done[number] = !injection.all() || injection.isRoot();
                    inject(state, injection, element);
                }
            };
            if (injection.isRoot()) {
                handlers.onIncludingImplied(injection.selector(), handler);
            } else {
                handlers.on(injection.selector(), handler);
            }
        }
    }

    /** What is put behind a tag by the last call stands nearest to the tag. */
    private List<Integer> inOrderOfCalls() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < injections.size(); i++) {
            Position position = injections.get(i).position();
            numbers.add(position == Position.START || position == Position.AFTER ? 0 : numbers.size(), i);
        }
        return numbers;
    }

    private static void inject(State state, Injection injection, Element element) {
        if (isForbidden(state.page, injection)) {
            state.tally.leftAlone("csp");
        } else if (injection.isRoot() && injection.position() == Position.END) {
            // Whether this is a document may turn out in between.
            element.onEndTag(end -> {
                if (state.isDocument()) {
                    end.before(state.content(injection));
                }
            });
        } else if (isInside(injection.position()) && !element.canHaveContent()) {
            state.tally.leftAlone("void-element");
        } else if (state.isDocument()) {
            put(state.content(injection), injection, element);
        }
    }

    private static boolean isForbidden(Page page, Injection injection) {
        return injection.kind() == Kind.SCRIPT
                && page.policy().scriptNonce() == null
                && !page.policy().allowsInlineScripts();
    }

    private static boolean isInside(Position position) {
        return position == Position.START || position == Position.END;
    }

    private static void put(Content content, Injection injection, Element element) {
        switch (injection.position()) {
            case BEFORE -> element.before(content);
            case AFTER -> element.after(content);
            case END -> element.append(content);
            case START -> {
                if (element.isImplied() && injection.selector().equals("body")) {
                    // Without the tag a script or a style would still go to the head (WHATWG HTML §13.2.6.4.6).
                    element.setTagName("body");
                }
                element.prepend(content);
            }
        }
    }

    private static final class State {
        private final Page page;
        private final Tally tally;
        private final boolean[] done;

        State(Page page, Tally tally, int injections) {
            this.page = page;
            this.tally = tally;
            done = new boolean[injections];
        }

        boolean isDocument() {
            if (!page.isDocument()) {
                tally.leftAlone("fragment");
            }
            return page.isDocument();
        }

        Content content(Injection injection) {
            tally.applied();
            if (injection.kind() == Kind.HTML) {
                return Content.html(injection.content());
            }
            String nonce = page.policy().scriptNonce();
            return Content.html((nonce == null ? "<script>" : "<script nonce=\"" + nonce + "\">") + injection.content()
                    + "</script>");
        }
    }
}
