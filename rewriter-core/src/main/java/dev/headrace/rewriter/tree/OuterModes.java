package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;

/**
 * The insertion modes of templates, of framesets, and of what comes behind the document's body (WHATWG HTML §13.2.6.4.16
 * and on).
 */
final class OuterModes {
    private final TreeState state;
    private final TreeBuilder builder;

    OuterModes(TreeState state, TreeBuilder builder) {
        this.state = state;
        this.builder = builder;
    }

    // --- in template

    void startTagInTemplate(TagToken tag) {
        switch (tag.name.id) {
            case TagId.BASE,
                    TagId.BASEFONT,
                    TagId.BGSOUND,
                    TagId.LINK,
                    TagId.META,
                    TagId.NOFRAMES,
                    TagId.SCRIPT,
                    TagId.STYLE,
                    TagId.TEMPLATE,
                    TagId.TITLE -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            case TagId.CAPTION, TagId.COLGROUP, TagId.TBODY, TagId.TFOOT, TagId.THEAD ->
                reprocessInTemplate(InsertionMode.IN_TABLE, tag);
            case TagId.COL -> reprocessInTemplate(InsertionMode.IN_COLUMN_GROUP, tag);
            case TagId.TR -> reprocessInTemplate(InsertionMode.IN_TABLE_BODY, tag);
            case TagId.TD, TagId.TH -> reprocessInTemplate(InsertionMode.IN_ROW, tag);
            default -> reprocessInTemplate(InsertionMode.IN_BODY, tag);
        }
    }

    void endTagInTemplate(TagName name) {
        if (name.id == TagId.TEMPLATE) {
            builder.endTagIn(InsertionMode.IN_HEAD, name);
        }
    }

    private void reprocessInTemplate(InsertionMode mode, TagToken tag) {
        state.popTemplateMode();
        state.pushTemplateMode(mode);
        state.mode = mode;
        builder.dispatchStartTag(tag);
    }

    // --- after body, after after body

    void startTagAfterBody(TagToken tag) {
        if (tag.name.id == TagId.HTML) {
            builder.startTagIn(InsertionMode.IN_BODY, tag);
        } else {
            state.mode = InsertionMode.IN_BODY;
            builder.dispatchStartTag(tag);
        }
    }

    void endTagAfterBody(TagName name) {
        if (name.id == TagId.HTML) {
            closeHtml();
            state.mode = InsertionMode.AFTER_AFTER_BODY;
        } else {
            endTagAfterAfterBody(name);
        }
    }

    void endTagAfterAfterBody(TagName name) {
        state.mode = InsertionMode.IN_BODY;
        builder.dispatchEndTag(name);
    }

    private void closeHtml() {
        int html = state.stack.at(0);
        state.stack.close(html, true);
        state.table.addKind(html, ElementKinds.CLOSED);
    }

    // --- in frameset, after frameset, after after frameset

    void startTagInFrameset(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.FRAMESET -> state.insertHtml(tag);
            case TagId.FRAME -> state.insertVoid(tag);
            case TagId.NOFRAMES -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            default -> {
                return;
            }
        }
    }

    void endTagInFrameset(TagName name) {
        OpenElementStack stack = state.stack;
        if (name.id == TagId.FRAMESET && stack.height() > 1) {
            stack.pop(true);
            if (!stack.currentIs(TagId.FRAMESET)) {
                state.mode = InsertionMode.AFTER_FRAMESET;
            }
        }
    }

    void startTagAfterFrameset(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.NOFRAMES -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            default -> {
                return;
            }
        }
    }

    void endTagAfterFrameset(TagName name) {
        if (name.id == TagId.HTML) {
            closeHtml();
            state.mode = InsertionMode.AFTER_AFTER_FRAMESET;
        }
    }
}
