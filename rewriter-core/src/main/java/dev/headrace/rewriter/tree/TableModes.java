package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;

/** The insertion modes of tables (WHATWG HTML §13.2.6.4.9–13.2.6.4.15); their text is with {@link TextRuns}. */
final class TableModes {
    private final TreeState state;
    private final OpenElementStack stack;
    private final TreeBuilder builder;

    TableModes(TreeState state, TreeBuilder builder) {
        this.state = state;
        this.builder = builder;
        stack = state.stack;
    }

    // --- §13.2.6.4.9 in table

    void startTagInTable(TagToken tag) {
        int id = tag.name.id;
        switch (id) {
            case TagId.CAPTION -> {
                clearToTableContext();
                state.formatting.pushMarker();
                insert(tag, InsertionMode.IN_CAPTION);
            }
            case TagId.COLGROUP -> {
                clearToTableContext();
                insert(tag, InsertionMode.IN_COLUMN_GROUP);
            }
            case TagId.COL -> {
                clearToTableContext();
                insertImplied(TagId.COLGROUP, InsertionMode.IN_COLUMN_GROUP);
                builder.dispatchStartTag(tag);
            }
            case TagId.TBODY, TagId.TFOOT, TagId.THEAD -> {
                clearToTableContext();
                insert(tag, InsertionMode.IN_TABLE_BODY);
            }
            case TagId.TD, TagId.TH, TagId.TR -> {
                clearToTableContext();
                insertImplied(TagId.TBODY, InsertionMode.IN_TABLE_BODY);
                builder.dispatchStartTag(tag);
            }
            case TagId.TABLE -> {
                if (endTable(false)) {
                    builder.dispatchStartTag(tag);
                }
            }
            case TagId.STYLE, TagId.SCRIPT, TagId.TEMPLATE -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            case TagId.INPUT -> {
                if (isHiddenInput(tag)) {
                    state.insertVoid(tag);
                } else {
                    fosterStartTag(tag);
                }
            }
            case TagId.FORM -> {
                if (!state.hasTemplate() && state.formPointer == ElementTable.NONE) {
                    state.pointToForm(state.insertHtml(tag));
                    stack.pop(false);
                }
            }
            default -> fosterStartTag(tag);
        }
    }

    void endTagInTable(TagName name) {
        switch (name.id) {
            case TagId.TABLE -> endTable(true);
            case TagId.BODY,
                    TagId.CAPTION,
                    TagId.COL,
                    TagId.COLGROUP,
                    TagId.HTML,
                    TagId.TBODY,
                    TagId.TD,
                    TagId.TFOOT,
                    TagId.TH,
                    TagId.THEAD,
                    TagId.TR -> {
                return;
            }
            case TagId.TEMPLATE -> builder.endTagIn(InsertionMode.IN_HEAD, name);
            default -> {
                state.fosterParenting = true;
                builder.endTagIn(InsertionMode.IN_BODY, name);
                state.fosterParenting = false;
            }
        }
    }

    private void fosterStartTag(TagToken tag) {
        state.fosterParenting = true;
        builder.startTagIn(InsertionMode.IN_BODY, tag);
        state.fosterParenting = false;
    }

    private boolean endTable(boolean endTag) {
        if (!stack.hasInTableScope(TagId.TABLE)) {
            return false;
        }
        stack.popUntil(TagId.TABLE, endTag);
        state.resetInsertionMode();
        return true;
    }

    /** Whether an {@code input} tag has the type "hidden". */
    static boolean isHiddenInput(TagToken tag) {
        int type = tag.find("type");
        return type >= 0 && tag.attributeValue(type).equalsIgnoreCase("hidden");
    }

    // --- §13.2.6.4.11 in caption

    void startTagInCaption(TagToken tag) {
        if (!isTableStructure(tag.name.id)) {
            builder.startTagIn(InsertionMode.IN_BODY, tag);
        } else if (endCaption(false)) {
            builder.dispatchStartTag(tag);
        }
    }

    void endTagInCaption(TagName name) {
        switch (name.id) {
            case TagId.CAPTION -> endCaption(true);
            case TagId.TABLE -> {
                if (endCaption(false)) {
                    builder.dispatchEndTag(name);
                }
            }
            case TagId.BODY,
                    TagId.COL,
                    TagId.COLGROUP,
                    TagId.HTML,
                    TagId.TBODY,
                    TagId.TD,
                    TagId.TFOOT,
                    TagId.TH,
                    TagId.THEAD,
                    TagId.TR -> {
                return;
            }
            default -> builder.endTagIn(InsertionMode.IN_BODY, name);
        }
    }

    private boolean endCaption(boolean endTag) {
        if (!stack.hasInTableScope(TagId.CAPTION)) {
            return false;
        }
        stack.generateImpliedEndTags();
        stack.popUntil(TagId.CAPTION, endTag);
        state.formatting.clearToLastMarker();
        state.mode = InsertionMode.IN_TABLE;
        return true;
    }

    // --- §13.2.6.4.12 in column group

    void startTagInColumnGroup(TagToken tag) {
        switch (tag.name.id) {
            case TagId.HTML -> builder.startTagIn(InsertionMode.IN_BODY, tag);
            case TagId.COL -> state.insertVoid(tag);
            case TagId.TEMPLATE -> builder.startTagIn(InsertionMode.IN_HEAD, tag);
            default -> {
                if (endColumnGroup(false)) {
                    builder.dispatchStartTag(tag);
                }
            }
        }
    }

    void endTagInColumnGroup(TagName name) {
        switch (name.id) {
            case TagId.COLGROUP -> endColumnGroup(true);
            case TagId.COL -> {
                return;
            }
            case TagId.TEMPLATE -> builder.endTagIn(InsertionMode.IN_HEAD, name);
            default -> {
                if (endColumnGroup(false)) {
                    builder.dispatchEndTag(name);
                }
            }
        }
    }

    boolean endColumnGroup(boolean endTag) {
        if (!stack.currentIs(TagId.COLGROUP)) {
            return false;
        }
        stack.pop(endTag);
        state.mode = InsertionMode.IN_TABLE;
        return true;
    }

    // --- §13.2.6.4.13 in table body

    void startTagInTableBody(TagToken tag) {
        switch (tag.name.id) {
            case TagId.TR -> {
                clearToTableBodyContext();
                insert(tag, InsertionMode.IN_ROW);
            }
            case TagId.TH, TagId.TD -> {
                clearToTableBodyContext();
                insertImplied(TagId.TR, InsertionMode.IN_ROW);
                builder.dispatchStartTag(tag);
            }
            case TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.TBODY, TagId.TFOOT, TagId.THEAD -> {
                if (endTableBody()) {
                    builder.dispatchStartTag(tag);
                }
            }
            default -> startTagInTable(tag);
        }
    }

    void endTagInTableBody(TagName name) {
        switch (name.id) {
            case TagId.TBODY, TagId.TFOOT, TagId.THEAD -> {
                if (stack.hasInTableScope(name.id)) {
                    clearToTableBodyContext();
                    stack.pop(true);
                    state.mode = InsertionMode.IN_TABLE;
                }
            }
            case TagId.TABLE -> {
                if (endTableBody()) {
                    builder.dispatchEndTag(name);
                }
            }
            case TagId.BODY, TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.HTML, TagId.TD, TagId.TH, TagId.TR -> {
                return;
            }
            default -> endTagInTable(name);
        }
    }

    private boolean endTableBody() {
        if (!stack.has(ScopeBits.SECTION_IN_TABLE_SCOPE)) {
            return false;
        }
        clearToTableBodyContext();
        stack.pop(false);
        state.mode = InsertionMode.IN_TABLE;
        return true;
    }

    // --- §13.2.6.4.14 in row

    void startTagInRow(TagToken tag) {
        switch (tag.name.id) {
            case TagId.TH, TagId.TD -> {
                clearToTableRowContext();
                insert(tag, InsertionMode.IN_CELL);
                state.formatting.pushMarker();
            }
            case TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.TBODY, TagId.TFOOT, TagId.THEAD, TagId.TR -> {
                if (endRow(false)) {
                    builder.dispatchStartTag(tag);
                }
            }
            default -> startTagInTable(tag);
        }
    }

    void endTagInRow(TagName name) {
        switch (name.id) {
            case TagId.TR -> endRow(true);
            case TagId.TABLE -> {
                if (endRow(false)) {
                    builder.dispatchEndTag(name);
                }
            }
            case TagId.TBODY, TagId.TFOOT, TagId.THEAD -> {
                if (stack.hasInTableScope(name.id) && endRow(false)) {
                    builder.dispatchEndTag(name);
                }
            }
            case TagId.BODY, TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.HTML, TagId.TD, TagId.TH -> {
                return;
            }
            default -> endTagInTable(name);
        }
    }

    private boolean endRow(boolean endTag) {
        if (!stack.hasInTableScope(TagId.TR)) {
            return false;
        }
        clearToTableRowContext();
        stack.pop(endTag);
        state.mode = InsertionMode.IN_TABLE_BODY;
        return true;
    }

    // --- §13.2.6.4.15 in cell

    void startTagInCell(TagToken tag) {
        if (isTableStructure(tag.name.id)) {
            closeCell();
            builder.dispatchStartTag(tag);
        } else {
            builder.startTagIn(InsertionMode.IN_BODY, tag);
        }
    }

    void endTagInCell(TagName name) {
        int id = name.id;
        switch (id) {
            case TagId.TD, TagId.TH -> {
                if (stack.hasInTableScope(id)) {
                    stack.generateImpliedEndTags();
                    stack.popUntil(id, true);
                    state.formatting.clearToLastMarker();
                    state.mode = InsertionMode.IN_ROW;
                }
            }
            case TagId.BODY, TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.HTML -> {
                return;
            }
            case TagId.TABLE, TagId.TBODY, TagId.TFOOT, TagId.THEAD, TagId.TR -> {
                if (stack.hasInTableScope(id)) {
                    closeCell();
                    builder.dispatchEndTag(name);
                }
            }
            default -> builder.endTagIn(InsertionMode.IN_BODY, name);
        }
    }

    private void closeCell() {
        stack.generateImpliedEndTags();
        while (!stack.currentIs(TagId.TD) && !stack.currentIs(TagId.TH)) {
            stack.pop(false);
        }
        stack.pop(false);
        state.formatting.clearToLastMarker();
        state.mode = InsertionMode.IN_ROW;
    }

    // --- common to all

    private void insert(TagToken tag, InsertionMode mode) {
        state.insertHtml(tag);
        state.mode = mode;
    }

    private void insertImplied(int id, InsertionMode mode) {
        state.insertImplied(id);
        state.mode = mode;
    }

    private void clearToTableContext() {
        int id = stack.currentId();
        while (id != TagId.TABLE && id != TagId.TEMPLATE && id != TagId.HTML) {
            stack.pop(false);
            id = stack.currentId();
        }
    }

    private void clearToTableBodyContext() {
        int id = stack.currentId();
        while (id != TagId.TBODY
                && id != TagId.TFOOT
                && id != TagId.THEAD
                && id != TagId.TEMPLATE
                && id != TagId.HTML) {
            stack.pop(false);
            id = stack.currentId();
        }
    }

    private void clearToTableRowContext() {
        int id = stack.currentId();
        while (id != TagId.TR && id != TagId.TEMPLATE && id != TagId.HTML) {
            stack.pop(false);
            id = stack.currentId();
        }
    }

    private static boolean isTableStructure(int id) {
        return switch (id) {
            case TagId.CAPTION,
                    TagId.COL,
                    TagId.COLGROUP,
                    TagId.TBODY,
                    TagId.TD,
                    TagId.TFOOT,
                    TagId.TH,
                    TagId.THEAD,
                    TagId.TR -> true;
            default -> false;
        };
    }
}
