package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagToken;

/**
 * The short way for cells and rows of tables that are written out, as {@link CommonTags} has it for other tags: the current
 * node is the one that {@link TableModes} would find, so that nothing has to be closed by implication, put in, or looked for.
 */
final class CommonCells {
    private final TreeState state;
    private final OpenElementStack stack;

    CommonCells(TreeState state) {
        this.state = state;
        stack = state.stack;
    }

    /** Processes the start tag if it is common; returns whether it was. */
    boolean startTag(TagToken tag) {
        int id = tag.name.id;
        InsertionMode next = id == TagId.TR ? InsertionMode.IN_ROW : InsertionMode.IN_CELL;
        if (!isCellOrRow(id) || !isBefore(next) || stack.isFull()) {
            return false;
        }
        state.forgetLineFeed();
        int parent = stack.current();
        int element = stack.pushChild(tag.name, ElementTable.html(id));
        state.sink.elementInserted(element, parent, TreeSink.NONE, tag.name, Namespace.HTML, tag);
        if (next == InsertionMode.IN_CELL) {
            state.formatting.pushMarker();
        }
        state.mode = next;
        return true;
    }

    /** Processes the end tag if it is common; returns whether it was. */
    boolean endTag(int id) {
        if (!isCellOrRow(id) || stack.isEmpty() || stack.currentTraits() != ElementTable.html(id)) {
            return false;
        }
        boolean row = id == TagId.TR;
        if (mode() != (row ? InsertionMode.IN_ROW : InsertionMode.IN_CELL)) {
            return false;
        }
        state.forgetLineFeed();
        stack.pop(true);
        if (!row) {
            state.formatting.clearToLastMarker();
        }
        state.mode = row ? InsertionMode.IN_TABLE_BODY : InsertionMode.IN_ROW;
        return true;
    }

    /** Whether the mode and the current node are those in which a row, or a cell, is simply inserted. */
    private boolean isBefore(InsertionMode next) {
        if (stack.isEmpty()) {
            return false;
        }
        int current = stack.currentTraits();
        if (next == InsertionMode.IN_CELL) {
            return mode() == InsertionMode.IN_ROW && current == ElementTable.html(TagId.TR);
        }
        return mode() == InsertionMode.IN_TABLE_BODY
                && (current == ElementTable.html(TagId.TBODY)
                        || current == ElementTable.html(TagId.THEAD)
                        || current == ElementTable.html(TagId.TFOOT));
    }

    /** The mode behind pending table text, which a tag ends; what is pending is kept only for those who observe. */
    private InsertionMode mode() {
        return state.mode == InsertionMode.IN_TABLE_TEXT && !state.observing ? state.originalMode : state.mode;
    }

    private static boolean isCellOrRow(int id) {
        return id == TagId.TD || id == TagId.TH || id == TagId.TR;
    }
}
