package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/** The adoption agency algorithm (WHATWG HTML §13.2.6.4.7). */
final class AdoptionAgency {
    private static final int OUTER_LOOP_LIMIT = 8;
    private static final int INNER_LOOP_LIMIT = 3;

    private final TreeState state;
    private final ElementTable table;
    private final OpenElementStack stack;
    private final ActiveFormattingElements formatting;

    AdoptionAgency(TreeState state) {
        this.state = state;
        table = state.table;
        stack = state.stack;
        formatting = state.formatting;
    }

    /**
     * Runs the algorithm for a formatting element's tag.
     *
     * @param endTag whether the token is an end tag, and so the first element closed its own
     * @return whether the token is to be treated as "any other end tag" instead
     */
    boolean run(TagName subject, boolean endTag) {
        int current = stack.current();
        if (stack.currentIs(subject.id) && !formatting.contains(current)) {
            stack.pop(endTag);
            return false;
        }
        boolean ownEndTag = endTag;
        for (int loop = 0; loop < OUTER_LOOP_LIMIT; loop++) {
            int entry = formatting.lastNamed(subject.id);
            if (entry == ActiveFormattingElements.NONE) {
                return true;
            }
            int element = formatting.element(entry);
            if (!stack.contains(element)) {
                formatting.remove(entry);
                return false;
            }
            if (!stack.isInScope(element)) {
                return false;
            }
            int index = stack.indexOf(element);
            int blockIndex = stack.lowestSpecialAbove(index);
            if (blockIndex < 0) {
                stack.popTo(index, ownEndTag);
                formatting.remove(entry);
                return false;
            }
            adopt(entry, index, blockIndex, ownEndTag);
            ownEndTag = false;
        }
        return false;
    }

    private void adopt(int formattingEntry, int formattingIndex, int blockIndex, boolean endTag) {
        stack.linkChildren(formattingIndex, blockIndex + 1);
        int formattingElement = stack.at(formattingIndex);
        int block = stack.at(blockIndex);
        int count = blockIndex - formattingIndex - 1;
        int[] replacements = new int[count];
        Arrays.fill(replacements, ElementTable.NONE);
        state.budget.spend(count + 1);
        int bookmark = ActiveFormattingElements.NONE;
        int lastNode = block;
        for (int i = count - 1, inner = 1; i >= 0; i--, inner++) {
            int node = stack.at(formattingIndex + 1 + i);
            int entry = formatting.entryOf(node);
            if (inner > INNER_LOOP_LIMIT && entry != ActiveFormattingElements.NONE) {
                formatting.remove(entry);
                entry = ActiveFormattingElements.NONE;
            }
            state.sink.elementClosed(node, false);
            if (entry == ActiveFormattingElements.NONE) {
                continue;
            }
            int copy = clone(node);
            formatting.replace(entry, copy);
            replacements[i] = copy;
            if (lastNode == block) {
                bookmark = entry;
            }
            move(lastNode, copy, TreeSink.NONE);
            lastNode = copy;
        }
        state.findPlace(formattingIndex - 1);
        move(lastNode, state.placeParent, state.placeBefore);
        int copy = clone(formattingElement);
        state.sink.childrenMoved(block, copy);
        state.budget.spend(table.moveChildren(block, copy));
        move(copy, block, TreeSink.NONE);
        if (bookmark == ActiveFormattingElements.NONE) {
            formatting.replace(formattingEntry, copy);
        } else {
            formatting.moveTo(formattingEntry, copy, bookmark);
        }
        state.sink.elementClosed(formattingElement, endTag);
        stack.adopt(formattingIndex, blockIndex, replacements, copy);
    }

    private int clone(int original) {
        int copy = table.add(table.name(original), table.traits(original), TreeSink.DETACHED);
        state.sink.elementCloned(copy, original, TreeSink.DETACHED, TreeSink.NONE);
        return copy;
    }

    private void move(int element, int parent, int before) {
        state.sink.elementMoved(element, parent, before);
        table.move(element, parent);
    }
}
