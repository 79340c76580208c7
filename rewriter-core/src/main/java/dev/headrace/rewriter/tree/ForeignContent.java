package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import java.util.Locale;

/** The rules for parsing tokens in foreign content (WHATWG HTML §13.2.6.5), and when they apply (§13.2.6). */
final class ForeignContent {
    private final TreeState state;
    private final TreeBuilder builder;

    ForeignContent(TreeState state, TreeBuilder builder) {
        this.state = state;
        this.builder = builder;
    }

    /** Whether the rules of HTML content apply to a start tag. */
    boolean isHtmlForStartTag(int id) {
        OpenElementStack stack = state.stack;
        if (stack.isEmpty()) {
            return true;
        }
        int current = stack.current();
        int namespace = state.table.namespace(current);
        if (namespace == Namespace.HTML) {
            return true;
        }
        int kinds = state.table.kinds(current);
        if ((kinds & ElementKinds.HTML_INTEGRATION_POINT) != 0) {
            return true;
        }
        if ((kinds & ElementKinds.MATHML_TEXT_INTEGRATION_POINT) != 0) {
            return id != TagId.MGLYPH && id != TagId.MALIGNMARK;
        }
        return id == TagId.SVG && namespace == Namespace.MATHML && state.table.name(current).id == TagId.ANNOTATION_XML;
    }

    /** Whether the rules of HTML content apply to characters. */
    boolean isHtmlForText() {
        OpenElementStack stack = state.stack;
        return stack.isEmpty()
                || state.table.namespace(stack.current()) == Namespace.HTML
                || isIntegrationPoint(stack.current());
    }

    /** Whether the rules of HTML content apply to end tags, comments and doctypes. */
    boolean isHtmlForOthers() {
        OpenElementStack stack = state.stack;
        return stack.isEmpty() || state.table.namespace(stack.current()) == Namespace.HTML;
    }

    void startTag(TagToken tag) {
        int id = tag.name.id;
        if (ElementKinds.isBreakout(id) || (id == TagId.FONT && isHtmlFont(tag))) {
            popForeign();
            builder.startTagIn(state.mode, tag);
            return;
        }
        state.insertForeign(tag, state.table.namespace(state.stack.current()));
    }

    void endTag(TagName name) {
        if (name.id == TagId.BR || name.id == TagId.P) {
            popForeign();
            builder.endTagIn(state.mode, name);
            return;
        }
        int index = state.stack.findForeign(name);
        if (index >= 0) {
            state.stack.popTo(index, true);
        } else {
            builder.endTagIn(state.mode, name);
        }
    }

    /** Whether an {@code annotation-xml} tag makes an HTML integration point (§13.2.6.1). */
    static boolean isHtmlAnnotation(TagToken tag) {
        int encoding = tag.find("encoding");
        if (encoding < 0) {
            return false;
        }
        String value = tag.attributeValue(encoding).toLowerCase(Locale.ROOT);
        return value.equals("text/html") || value.equals("application/xhtml+xml");
    }

    private static boolean isHtmlFont(TagToken tag) {
        return tag.find("color") >= 0 || tag.find("face") >= 0 || tag.find("size") >= 0;
    }

    private void popForeign() {
        OpenElementStack stack = state.stack;
        while (state.table.namespace(stack.current()) != Namespace.HTML && !isIntegrationPoint(stack.current())) {
            stack.pop(false);
        }
    }

    private boolean isIntegrationPoint(int element) {
        int points = ElementKinds.HTML_INTEGRATION_POINT | ElementKinds.MATHML_TEXT_INTEGRATION_POINT;
        return (state.table.kinds(element) & points) != 0;
    }
}
