package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What entries of the stack inherit is what the standard's walks down the stack would find, on documents made at random. */
final class OpenElementStackModelTest {
    private static final String[] TAGS = {
        "a",
        "b",
        "i",
        "nobr",
        "font size=1",
        "p",
        "div",
        "span",
        "x-y",
        "li",
        "ul",
        "ol",
        "dd",
        "dt",
        "dl",
        "h1",
        "h2",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "colgroup",
        "col",
        "form",
        "button",
        "select",
        "option",
        "optgroup",
        "hr",
        "input",
        "template",
        "object",
        "marquee",
        "applet",
        "ruby",
        "rt",
        "rtc",
        "svg",
        "g",
        "desc",
        "foreignObject",
        "math",
        "mi",
        "annotation-xml",
        "annotation-xml encoding=text/html",
        "pre",
        "address",
        "frameset",
        "img",
        "body",
        "section",
        "em",
        "code"
    };
    private static final int[] SCOPED = {
        TagId.ADDRESS, TagId.APPLET, TagId.BODY, TagId.BUTTON, TagId.DD, TagId.DIV, TagId.DL, TagId.DT, TagId.FORM,
        TagId.MARQUEE, TagId.NOBR, TagId.OBJECT, TagId.OL, TagId.PRE, TagId.RUBY, TagId.SECTION, TagId.SELECT, TagId.UL
    };
    private static final int[] TABLE_SCOPED = {TagId.CAPTION, TagId.TABLE, TagId.TBODY, TagId.TD, TagId.TH, TagId.TR};
    private static final Set<Integer> TRANSPARENT = Set.of(TagId.ADDRESS, TagId.DIV, TagId.P);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomDocuments(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int document = 0; document < 250; document++) {
            StringBuilder html = new StringBuilder("<!DOCTYPE html>");
            for (int tags = random.nextInt(5, 60); tags > 0; tags--) {
                String tag = TAGS[random.nextInt(TAGS.length)];
                boolean end = random.nextInt(5) < 2;
                html.append(end ? "</" + tag.split(" ", 2)[0] : "<" + tag).append('>');
                html.append(random.nextInt(3) == 0 ? "x" : "");
            }
            DomBuilder dom = new DomBuilder();
            dom.behindTag = OpenElementStackModelTest::check;
            try {
                dom.feed(html.toString(), length -> length);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(html.toString(), e);
            }
        }
    }

    private static void check(DomBuilder dom) {
        TreeState state = dom.builder.state;
        OpenElementStack stack = state.stack;
        if (stack.isEmpty()) {
            return;
        }
        Walker walker = new Walker(state);
        for (int id : SCOPED) {
            assertThat(stack.hasInScope(id)).as("%s in scope", id).isEqualTo(walker.inScope(id));
        }
        for (int id : TABLE_SCOPED) {
            assertThat(stack.hasInTableScope(id)).as("%s in table scope", id).isEqualTo(walker.inTableScope(id));
        }
        assertThat(stack.has(ScopeBits.P_IN_BUTTON_SCOPE)).isEqualTo(walker.inScope(TagId.P, TagId.BUTTON));
        assertThat(stack.has(ScopeBits.LI_IN_LIST_ITEM_SCOPE)).isEqualTo(walker.inScope(TagId.LI, TagId.OL, TagId.UL));
        assertThat(stack.has(ScopeBits.LI_OPEN)).isEqualTo(walker.item(TagId.LI) == TagId.LI);
        assertThat(stack.has(ScopeBits.DD_OPEN)).isEqualTo(walker.item(TagId.DD, TagId.DT) == TagId.DD);
        assertThat(stack.has(ScopeBits.DT_OPEN)).isEqualTo(walker.item(TagId.DD, TagId.DT) == TagId.DT);
        assertThat(stack.nearestHtml()).isEqualTo(walker.nearestHtml());
        for (String name : new String[] {"a", "b", "nobr", "span", "x-y", "rt", "option", "g", "svg", "div", "td"}) {
            TagName tag = TagNames.of(name);
            assertThat(stack.findForEndTag(tag)).as(name).isEqualTo(walker.forEndTag(tag));
            assertThat(stack.findForeign(tag)).as(name).isEqualTo(walker.foreign(tag));
        }
        for (int i = 0; i < stack.height(); i++) {
            int element = stack.at(i);
            assertThat(stack.indexOf(element)).isEqualTo(i);
            assertThat(parentOf(dom, element)).isEqualTo(state.table.parent(element));
        }
    }

    /** The number of the element's parent in the tree, a template standing for its content. */
    private static int parentOf(DomBuilder dom, int element) {
        DomNode parent = dom.node(element).parent;
        int candidate = dom.builder.parent(element);
        if (candidate < 0) {
            return parent == dom.document ? TreeSink.DOCUMENT : Integer.MIN_VALUE;
        }
        return dom.node(candidate).container() == parent ? candidate : Integer.MIN_VALUE;
    }

    /** The standard's walks, word for word. */
    private record Walker(TreeState state) {
        boolean inScope(int id, int... moreBoundaries) {
            for (int i = state.stack.height() - 1; i >= 0; i--) {
                int element = state.stack.at(i);
                int here = state.table.htmlId(element);
                if (here == id) {
                    return true;
                }
                boolean boundary = has(element, ElementKinds.SCOPE_BOUNDARY);
                for (int more : moreBoundaries) {
                    boundary |= here == more;
                }
                if (boundary) {
                    return false;
                }
            }
            return false;
        }

        boolean inTableScope(int id) {
            for (int i = state.stack.height() - 1; i >= 0; i--) {
                int here = state.table.htmlId(state.stack.at(i));
                if (here == id) {
                    return true;
                }
                if (here == TagId.HTML || here == TagId.TABLE || here == TagId.TEMPLATE) {
                    return false;
                }
            }
            return false;
        }

        int item(int... ids) {
            for (int i = state.stack.height() - 1; i >= 0; i--) {
                int element = state.stack.at(i);
                int here = state.table.htmlId(element);
                for (int id : ids) {
                    if (here == id) {
                        return id;
                    }
                }
                if (has(element, ElementKinds.SPECIAL) && !TRANSPARENT.contains(here)) {
                    return -1;
                }
            }
            return -1;
        }

        int nearestHtml() {
            int i = state.stack.height() - 1;
            while (state.table.namespace(state.stack.at(i)) != Namespace.HTML) {
                i--;
            }
            return i;
        }

        int forEndTag(TagName name) {
            for (int i = state.stack.height() - 1; i >= 0; i--) {
                int element = state.stack.at(i);
                if (state.table.namespace(element) == Namespace.HTML
                        && state.table.name(element).same(name)) {
                    return i;
                }
                if (has(element, ElementKinds.SPECIAL)) {
                    return -1;
                }
            }
            return -1;
        }

        int foreign(TagName name) {
            for (int i = state.stack.height() - 1; i > nearestHtml(); i--) {
                if (state.table.name(state.stack.at(i)).same(name)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean has(int element, byte kind) {
            return (state.table.kinds(element) & kind) != 0;
        }
    }
}
