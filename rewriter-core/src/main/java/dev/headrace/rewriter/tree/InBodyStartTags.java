package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;

/** Start tags in the "in body" insertion mode (WHATWG HTML §13.2.6.4.7), in the standard's order. */
final class InBodyStartTags {
    private final TreeState state;
    private final OpenElementStack stack;
    private final TreeBuilder builder;
    private final AdoptionAgency adoptionAgency;

    InBodyStartTags(TreeState state, TreeBuilder builder, AdoptionAgency adoptionAgency) {
        this.state = state;
        this.builder = builder;
        this.adoptionAgency = adoptionAgency;
        stack = state.stack;
    }

    void startTag(TagToken tag) {
        int id = tag.name.id;
        switch (id) {
            case TagId.HTML -> {
                if (!state.hasTemplate()) {
                    state.sink.attributesMerged(stack.at(0), tag);
                }
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
                    TagId.TITLE -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            case TagId.BODY -> body(tag);
            case TagId.FRAMESET -> frameset(tag);
            case TagId.ADDRESS,
                    TagId.ARTICLE,
                    TagId.ASIDE,
                    TagId.BLOCKQUOTE,
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
                    TagId.MAIN,
                    TagId.MENU,
                    TagId.NAV,
                    TagId.OL,
                    TagId.P,
                    TagId.SEARCH,
                    TagId.SECTION,
                    TagId.SUMMARY,
                    TagId.UL -> {
                state.closePInButtonScope();
                state.insertHtml(tag);
            }
            case TagId.H1, TagId.H2, TagId.H3, TagId.H4, TagId.H5, TagId.H6 -> {
                state.closePInButtonScope();
                if (ElementKinds.isHeading(stack.currentId())) {
                    stack.pop(false);
                }
                state.insertHtml(tag);
            }
            case TagId.PRE, TagId.LISTING -> {
                state.closePInButtonScope();
                state.insertHtml(tag);
                state.lineFeed = TreeState.SKIP_LINE_FEED;
                state.framesetOk = false;
            }
            case TagId.FORM -> form(tag);
            case TagId.LI -> {
                state.framesetOk = false;
                if (stack.has(ScopeBits.LI_OPEN)) {
                    closeItem(TagId.LI);
                }
                state.closePInButtonScope();
                state.insertHtml(tag);
            }
            case TagId.DD, TagId.DT -> {
                state.framesetOk = false;
                if (stack.has(ScopeBits.DD_OPEN)) {
                    closeItem(TagId.DD);
                } else if (stack.has(ScopeBits.DT_OPEN)) {
                    closeItem(TagId.DT);
                }
                state.closePInButtonScope();
                state.insertHtml(tag);
            }
            case TagId.PLAINTEXT -> {
                state.closePInButtonScope();
                state.insertHtml(tag);
                state.tokenizerState = TokenizerState.PLAINTEXT;
            }
            case TagId.BUTTON -> {
                if (stack.hasInScope(TagId.BUTTON)) {
                    stack.generateImpliedEndTags();
                    stack.popUntil(TagId.BUTTON, false);
                }
                state.reconstructFormatting();
                state.insertHtml(tag);
                state.framesetOk = false;
            }
            case TagId.A -> a(tag);
            case TagId.B,
                    TagId.BIG,
                    TagId.CODE,
                    TagId.EM,
                    TagId.FONT,
                    TagId.I,
                    TagId.S,
                    TagId.SMALL,
                    TagId.STRIKE,
                    TagId.STRONG,
                    TagId.TT,
                    TagId.U -> {
                state.reconstructFormatting();
                state.formatting.push(state.insertHtml(tag), tag);
            }
            case TagId.NOBR -> nobr(tag);
            case TagId.APPLET, TagId.MARQUEE, TagId.OBJECT -> {
                state.reconstructFormatting();
                state.insertHtml(tag);
                state.formatting.pushMarker();
                state.framesetOk = false;
            }
            case TagId.TABLE -> {
                if (!state.quirks) {
                    state.closePInButtonScope();
                }
                state.insertHtml(tag);
                state.framesetOk = false;
                state.mode = InsertionMode.IN_TABLE;
            }
            case TagId.AREA, TagId.BR, TagId.EMBED, TagId.IMG, TagId.KEYGEN, TagId.WBR -> insertVoid(tag, tag.name);
            case TagId.INPUT -> input(tag);
            case TagId.PARAM, TagId.SOURCE, TagId.TRACK -> state.insertVoid(tag);
            case TagId.HR -> {
                state.closePInButtonScope();
                if (stack.hasInScope(TagId.SELECT)) {
                    stack.generateImpliedEndTags();
                }
                state.insertVoid(tag);
                state.framesetOk = false;
            }
            case TagId.IMAGE -> insertVoid(tag, TagName.known(TagId.IMG));
            default -> startTagFromTextarea(tag, id);
        }
    }

    private void startTagFromTextarea(TagToken tag, int id) {
        switch (id) {
            case TagId.TEXTAREA -> {
                state.insertRawText(tag, TokenizerState.RCDATA);
                state.lineFeed = TreeState.SKIP_LINE_FEED;
                state.framesetOk = false;
            }
            case TagId.XMP -> {
                state.closePInButtonScope();
                state.reconstructFormatting();
                state.framesetOk = false;
                state.insertRawText(tag, TokenizerState.RAWTEXT);
            }
            case TagId.IFRAME -> {
                state.framesetOk = false;
                state.insertRawText(tag, TokenizerState.RAWTEXT);
            }
            case TagId.NOEMBED, TagId.NOSCRIPT -> state.insertRawText(tag, TokenizerState.RAWTEXT);
            case TagId.SELECT -> select(tag);
            case TagId.OPTION -> {
                if (stack.hasInScope(TagId.SELECT)) {
                    stack.generateImpliedEndTagsExcept(TagId.OPTGROUP);
                } else if (stack.currentIs(TagId.OPTION)) {
                    stack.pop(false);
                }
                insertOrdinary(tag);
            }
            case TagId.OPTGROUP -> {
                if (stack.hasInScope(TagId.SELECT)) {
                    stack.generateImpliedEndTags();
                } else if (stack.currentIs(TagId.OPTION)) {
                    stack.pop(false);
                }
                insertOrdinary(tag);
            }
            case TagId.RB, TagId.RTC -> {
                if (stack.hasInScope(TagId.RUBY)) {
                    stack.generateImpliedEndTags();
                }
                state.insertHtml(tag);
            }
            case TagId.RP, TagId.RT -> {
                if (stack.hasInScope(TagId.RUBY)) {
                    stack.generateImpliedEndTagsExcept(TagId.RTC);
                }
                state.insertHtml(tag);
            }
            case TagId.MATH -> {
                state.reconstructFormatting();
                state.insertForeign(tag, Namespace.MATHML);
            }
            case TagId.SVG -> {
                state.reconstructFormatting();
                state.insertForeign(tag, Namespace.SVG);
            }
            case TagId.CAPTION,
                    TagId.COL,
                    TagId.COLGROUP,
                    TagId.FRAME,
                    TagId.HEAD,
                    TagId.TBODY,
                    TagId.TD,
                    TagId.TFOOT,
                    TagId.TH,
                    TagId.THEAD,
                    TagId.TR -> {
                return;
            }
            default -> insertOrdinary(tag);
        }
    }

    private void insertOrdinary(TagToken tag) {
        state.reconstructFormatting();
        state.insertHtml(tag);
    }

    private void insertVoid(TagToken tag, TagName name) {
        state.reconstructFormatting();
        state.insert(name, tag);
        stack.pop(false);
        state.framesetOk = false;
    }

    private void body(TagToken tag) {
        if (hasBodyAsSecond() && !state.hasTemplate()) {
            state.framesetOk = false;
            state.sink.attributesMerged(stack.at(1), tag);
        }
    }

    private void frameset(TagToken tag) {
        if (!hasBodyAsSecond() || !state.framesetOk) {
            return;
        }
        state.sink.elementRemoved(stack.at(1));
        stack.popTo(1, false);
        state.insertHtml(tag);
        state.mode = InsertionMode.IN_FRAMESET;
    }

    private boolean hasBodyAsSecond() {
        return stack.height() > 1 && state.table.htmlId(stack.at(1)) == TagId.BODY;
    }

    private void form(TagToken tag) {
        boolean template = state.hasTemplate();
        if (state.formPointer != ElementTable.NONE && !template) {
            return;
        }
        state.closePInButtonScope();
        int element = state.insertHtml(tag);
        if (!template) {
            state.pointToForm(element);
        }
    }

    private void closeItem(int id) {
        stack.generateImpliedEndTagsExcept(id);
        stack.popUntil(id, false);
    }

    private void a(TagToken tag) {
        int entry = state.formatting.lastNamed(TagId.A);
        if (entry != ActiveFormattingElements.NONE) {
            int element = state.formatting.element(entry);
            // Retained, so that its number does not pass to an element that the algorithm makes.
            state.table.retain(element);
            if (adoptionAgency.run(tag.name, false)) {
                builder.anyOtherEndTagInBody(tag.name, false);
            }
            int left = state.formatting.entryOf(element);
            if (left != ActiveFormattingElements.NONE) {
                state.formatting.remove(left);
            }
            if (stack.contains(element)) {
                stack.close(element, false);
                stack.remove(element);
            }
            state.table.release(element);
        }
        state.reconstructFormatting();
        state.formatting.push(state.insertHtml(tag), null);
    }

    private void nobr(TagToken tag) {
        state.reconstructFormatting();
        if (stack.hasInScope(TagId.NOBR)) {
            if (adoptionAgency.run(tag.name, false)) {
                builder.anyOtherEndTagInBody(tag.name, false);
            }
            state.reconstructFormatting();
        }
        state.formatting.push(state.insertHtml(tag), null);
    }

    private void input(TagToken tag) {
        if (stack.hasInScope(TagId.SELECT)) {
            stack.popUntil(TagId.SELECT, false);
        }
        state.reconstructFormatting();
        state.insertVoid(tag);
        if (!TableModes.isHiddenInput(tag)) {
            state.framesetOk = false;
        }
    }

    private void select(TagToken tag) {
        if (stack.hasInScope(TagId.SELECT)) {
            stack.popUntil(TagId.SELECT, false);
            return;
        }
        insertOrdinary(tag);
        state.framesetOk = false;
    }
}
