package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;

/** The insertion modes up to "after head" (WHATWG HTML §13.2.6.4.1–13.2.6.4.6). */
final class HeadModes {
    private final TreeState state;
    private final OpenElementStack stack;
    private final TreeBuilder builder;

    HeadModes(TreeState state, TreeBuilder builder) {
        this.state = state;
        this.builder = builder;
        stack = state.stack;
    }

    // --- §13.2.6.4.1 initial, §13.2.6.4.2 before html

    /** Anything but a comment, white space or a doctype where a doctype should be. */
    void leaveInitial() {
        state.quirks = true;
        state.mode = InsertionMode.BEFORE_HTML;
    }

    void startTagBeforeHtml(TagToken tag) {
        if (tag.name.id == TagId.HTML) {
            state.insertHtml(tag);
            state.mode = InsertionMode.BEFORE_HEAD;
            return;
        }
        insertImpliedHtml();
        builder.dispatchStartTag(tag);
    }

    void endTagBeforeHtml(TagName name) {
        if (isHeadBodyHtmlOrBr(name.id)) {
            insertImpliedHtml();
            builder.dispatchEndTag(name);
        }
    }

    void insertImpliedHtml() {
        state.insertImplied(TagId.HTML);
        state.mode = InsertionMode.BEFORE_HEAD;
    }

    // --- §13.2.6.4.3 before head

    void startTagBeforeHead(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.HEAD -> {
                state.pointToHead(state.insertHtml(tag));
                state.mode = InsertionMode.IN_HEAD;
            }
            default -> {
                insertImpliedHead();
                builder.dispatchStartTag(tag);
            }
        }
    }

    void endTagBeforeHead(TagName name) {
        if (isHeadBodyHtmlOrBr(name.id)) {
            insertImpliedHead();
            builder.dispatchEndTag(name);
        }
    }

    void insertImpliedHead() {
        state.pointToHead(state.insertImplied(TagId.HEAD));
        state.mode = InsertionMode.IN_HEAD;
    }

    // --- §13.2.6.4.4 in head

    void startTagInHead(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.BASE, TagId.BASEFONT, TagId.BGSOUND, TagId.LINK, TagId.META -> state.insertVoid(tag);
            case TagId.TITLE -> state.insertRawText(tag, TokenizerState.RCDATA);
            case TagId.NOSCRIPT, TagId.NOFRAMES, TagId.STYLE -> state.insertRawText(tag, TokenizerState.RAWTEXT);
            case TagId.SCRIPT -> state.insertRawText(tag, TokenizerState.SCRIPT_DATA);
            case TagId.TEMPLATE -> {
                state.insertHtml(tag);
                state.formatting.pushMarker();
                state.framesetOk = false;
                state.mode = InsertionMode.IN_TEMPLATE;
                state.pushTemplateMode(InsertionMode.IN_TEMPLATE);
            }
            case TagId.HEAD -> {
                return;
            }
            default -> {
                popHead(false);
                builder.dispatchStartTag(tag);
            }
        }
    }

    void endTagInHead(TagName name) {
        switch (name.id) {
            case TagId.HEAD -> popHead(true);
            case TagId.TEMPLATE -> endTemplate();
            case TagId.BODY, TagId.HTML, TagId.BR -> {
                popHead(false);
                builder.dispatchEndTag(name);
            }
            default -> {
                return;
            }
        }
    }

    void popHead(boolean endTag) {
        stack.pop(endTag);
        state.mode = InsertionMode.AFTER_HEAD;
    }

    private void endTemplate() {
        if (state.hasTemplate()) {
            stack.generateAllImpliedEndTagsThoroughly();
            leaveTemplate(true);
        }
    }

    /** Pops a template with all that is open in it. */
    void leaveTemplate(boolean endTag) {
        stack.popUntil(TagId.TEMPLATE, endTag);
        state.formatting.clearToLastMarker();
        state.popTemplateMode();
        state.resetInsertionMode();
    }

    // --- §13.2.6.4.6 after head

    void startTagAfterHead(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.BODY -> {
                state.insertHtml(tag);
                state.framesetOk = false;
                state.mode = InsertionMode.IN_BODY;
            }
            case TagId.FRAMESET -> {
                state.insertHtml(tag);
                state.mode = InsertionMode.IN_FRAMESET;
            }
            case TagId.BASE,
                    TagId.BASEFONT,
                    TagId.BGSOUND,
                    TagId.LINK,
                    TagId.META,
                    TagId.NOFRAMES,
                    TagId.SCRIPT,
                    TagId.STYLE,
                    TagId.TEMPLATE,
                    TagId.TITLE -> {
                stack.push(state.headPointer);
                builder.startTagIn(InsertionMode.IN_HEAD, tag);
                stack.remove(state.headPointer);
            }
            case TagId.HEAD -> {
                return;
            }
            default -> {
                insertImpliedBody();
                builder.dispatchStartTag(tag);
            }
        }
    }

    void endTagAfterHead(TagName name) {
        switch (name.id) {
            case TagId.TEMPLATE -> endTemplate();
            case TagId.BODY, TagId.HTML, TagId.BR -> {
                insertImpliedBody();
                builder.dispatchEndTag(name);
            }
            default -> {
                return;
            }
        }
    }

    void insertImpliedBody() {
        state.insertImplied(TagId.BODY);
        state.mode = InsertionMode.IN_BODY;
    }

    private static boolean isHeadBodyHtmlOrBr(int id) {
        return id == TagId.HEAD || id == TagId.BODY || id == TagId.HTML || id == TagId.BR;
    }
}
