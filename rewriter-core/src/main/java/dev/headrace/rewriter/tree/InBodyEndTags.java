package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;

/** End tags in the "in body" insertion mode (WHATWG HTML §13.2.6.4.7). */
final class InBodyEndTags {
    private final TreeState state;
    private final OpenElementStack stack;
    private final TreeBuilder builder;
    private final AdoptionAgency adoptionAgency;

    InBodyEndTags(TreeState state, TreeBuilder builder, AdoptionAgency adoptionAgency) {
        this.state = state;
        this.builder = builder;
        this.adoptionAgency = adoptionAgency;
        stack = state.stack;
    }

    void endTag(TagName name) {
        int id = name.id;
        switch (id) {
            case TagId.TEMPLATE -> builder.endTagIn(InsertionMode.IN_HEAD, name);
            case TagId.BODY, TagId.HTML -> bodyOrHtml(name);
            case TagId.ADDRESS,
                    TagId.ARTICLE,
                    TagId.ASIDE,
                    TagId.BLOCKQUOTE,
                    TagId.BUTTON,
                    TagId.CENTER,
                    TagId.DETAILS,
                    TagId.DIALOG,
                    TagId.DIR,
                    TagId.DIV,
                    TagId.DL,
                    TagId.FIELDSET,
                    TagId.FIGCAPTION,
                    TagId.FIGURE,
                    TagId.FOOTER,
                    TagId.HEADER,
                    TagId.HGROUP,
                    TagId.LISTING,
                    TagId.MAIN,
                    TagId.MENU,
                    TagId.NAV,
                    TagId.OL,
                    TagId.PRE,
                    TagId.SEARCH,
                    TagId.SECTION,
                    TagId.SELECT,
                    TagId.SUMMARY,
                    TagId.UL -> {
                if (stack.hasInScope(id)) {
                    stack.generateImpliedEndTags();
                    stack.popUntil(id, true);
                }
            }
            case TagId.FORM -> form();
            case TagId.P -> {
                if (!stack.has(ScopeBits.P_IN_BUTTON_SCOPE)) {
                    state.insertImplied(TagId.P);
                }
                state.closeP(true);
            }
            case TagId.LI -> {
                if (stack.has(ScopeBits.LI_IN_LIST_ITEM_SCOPE)) {
                    stack.generateImpliedEndTagsExcept(id);
                    stack.popUntil(id, true);
                }
            }
            case TagId.DD, TagId.DT -> {
                if (stack.hasInScope(id)) {
                    stack.generateImpliedEndTagsExcept(id);
                    stack.popUntil(id, true);
                }
            }
            case TagId.H1, TagId.H2, TagId.H3, TagId.H4, TagId.H5, TagId.H6 -> heading();
            case TagId.A,
                    TagId.B,
                    TagId.BIG,
                    TagId.CODE,
                    TagId.EM,
                    TagId.FONT,
                    TagId.I,
                    TagId.NOBR,
                    TagId.S,
                    TagId.SMALL,
                    TagId.STRIKE,
                    TagId.STRONG,
                    TagId.TT,
                    TagId.U -> {
                if (adoptionAgency.run(name, true)) {
                    anyOther(name, true);
                }
            }
            case TagId.APPLET, TagId.MARQUEE, TagId.OBJECT -> {
                if (stack.hasInScope(id)) {
                    stack.generateImpliedEndTags();
                    stack.popUntil(id, true);
                    state.formatting.clearToLastMarker();
                }
            }
            case TagId.BR -> {
                state.reconstructFormatting();
                state.insertImplied(TagId.BR);
                stack.pop(false);
                state.framesetOk = false;
            }
            default -> anyOther(name, true);
        }
    }

    /** "Any other end tag"; {@code endTag} is false when a start tag is treated as one. */
    void anyOther(TagName name, boolean endTag) {
        int index = stack.findForEndTag(name);
        if (index >= 0) {
            // What implied end tags would pop is popped here too: all of it is above the entry.
            stack.popTo(index, endTag);
        }
    }

    private void bodyOrHtml(TagName name) {
        if (!stack.hasInScope(TagId.BODY)) {
            return;
        }
        int body = stack.at(1);
        boolean endsBody = name.id == TagId.BODY;
        stack.close(body, endsBody);
        state.table.addKind(body, ElementKinds.CLOSED);
        state.mode = InsertionMode.AFTER_BODY;
        if (!endsBody) {
            builder.dispatchEndTag(name);
        }
    }

    private void form() {
        if (state.hasTemplate()) {
            if (stack.hasInScope(TagId.FORM)) {
                stack.generateImpliedEndTags();
                stack.popUntil(TagId.FORM, true);
            }
            return;
        }
        int form = state.formPointer;
        if (form == ElementTable.NONE) {
            return;
        }
        state.formPointer = ElementTable.NONE;
        if (stack.isInScope(form)) {
            stack.generateImpliedEndTags();
            stack.close(form, true);
            stack.remove(form);
        }
        state.table.release(form);
    }

    private void heading() {
        if (!stack.has(ScopeBits.HEADING)) {
            return;
        }
        stack.generateImpliedEndTags();
        while (!ElementKinds.isHeading(stack.currentId())) {
            stack.pop(false);
        }
        stack.pop(true);
    }
}
