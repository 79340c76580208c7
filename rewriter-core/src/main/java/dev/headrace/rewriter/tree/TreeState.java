package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parse state (WHATWG HTML §13.2.4) and what all insertion modes do with it: insert elements, reconstruct, close. */
final class TreeState {
    private static final int NO_SKIP = 0;

    /** The next character token is ignored if it is a line feed. */
    static final int SKIP_LINE_FEED = 1;

    /** A carriage return was ignored; a line feed behind it belongs to it. */
    static final int SKIP_REST_OF_CRLF = 2;

    final TreeSink sink;
    final ElementTable table;
    final OpenElementStack stack;
    final ActiveFormattingElements formatting;
    final Budget budget;
    final boolean observing;

    InsertionMode mode = InsertionMode.INITIAL;

    /** Where "text" and "in table text" go back to. */
    InsertionMode originalMode = InsertionMode.INITIAL;

    /** The state that the tokenizer is sent to by the start tag being processed. */
    TokenizerState tokenizerState = TokenizerState.DATA;

    int headPointer = ElementTable.NONE;
    int formPointer = ElementTable.NONE;
    boolean framesetOk = true;
    boolean quirks;
    boolean fosterParenting;
    int lineFeed = NO_SKIP;

    /** The appropriate place for inserting a node, found last (§13.2.6.1). */
    int placeParent;

    int placeBefore;

    private InsertionMode[] templateModes = new InsertionMode[4];
    private int templateDepth;

    TreeState(TreeSink sink, int maxOpenElements, long maxReconstructedElements, boolean observing) {
        this.sink = sink;
        this.observing = observing;
        budget = new Budget(maxReconstructedElements);
        table = new ElementTable(sink);
        stack = new OpenElementStack(table, sink, budget, maxOpenElements);
        formatting = new ActiveFormattingElements(table);
    }

    void forgetLineFeed() {
        lineFeed = NO_SKIP;
    }

    // --- inserting (§13.2.6.1)

    void findPlace() {
        findPlace(stack.height() - 1);
    }

    /** The appropriate place for inserting a node, with the stack's entry as the target. */
    void findPlace(int targetIndex) {
        if (targetIndex < 0) {
            placeParent = TreeSink.DOCUMENT;
            placeBefore = TreeSink.NONE;
            return;
        }
        int target = stack.at(targetIndex);
        placeParent = target;
        placeBefore = TreeSink.NONE;
        if (fosterParenting && ElementKinds.isTableContext(table.htmlId(target))) {
            findFosterPlace(targetIndex);
        }
    }

    /** Table sections and rows stand right above their table or template, so that this walk is short. */
    private void findFosterPlace(int targetIndex) {
        for (int index = targetIndex; index > 0; index--) {
            int element = stack.at(index);
            int id = table.htmlId(element);
            if (id == TagId.TABLE) {
                placeParent = table.parent(element);
                placeBefore = element;
                return;
            }
            if (id == TagId.TEMPLATE) {
                placeParent = element;
                return;
            }
        }
        placeParent = stack.at(0);
    }

    int insertHtml(TagToken tag) {
        return insert(tag.name, tag);
    }

    int insertImplied(int id) {
        return insert(TagName.known(id), null);
    }

    /** Inserts an HTML element, for the current token or, without tag, for one that does not stand in the source. */
    int insert(TagName name, @Nullable TagToken tag) {
        findPlace();
        return add(name, ElementTable.html(name.id), tag);
    }

    void insertVoid(TagToken tag) {
        insertHtml(tag);
        stack.pop(false);
    }

    void insertForeign(TagToken tag, int namespace) {
        byte kinds = ElementKinds.foreign(namespace, tag.name.id);
        if (namespace == Namespace.MATHML
                && tag.name.id == TagId.ANNOTATION_XML
                && ForeignContent.isHtmlAnnotation(tag)) {
            kinds |= ElementKinds.HTML_INTEGRATION_POINT;
        }
        findPlace();
        add(tag.name, ElementTable.traits(tag.name.id, namespace, kinds), tag);
        if (tag.selfClosing) {
            stack.pop(false);
        }
    }

    private int add(TagName name, int traits, @Nullable TagToken tag) {
        int element;
        if (placeParent == stack.current()) {
            element = stack.pushChild(name, traits);
        } else {
            element = table.add(name, traits, placeParent);
            stack.push(element);
        }
        sink.elementInserted(element, placeParent, placeBefore, name, ElementTable.namespaceOf(traits), tag);
        return element;
    }

    /** The generic raw text and RCDATA element parsing algorithms (§13.2.6.2). */
    void insertRawText(TagToken tag, TokenizerState state) {
        insertHtml(tag);
        tokenizerState = state;
        originalMode = mode;
        mode = InsertionMode.TEXT;
    }

    void insertCharacters(byte[] buffer, int start, int end, TokenizerState state) {
        if (observing && start < end) {
            findPlace();
            sink.charactersInserted(placeParent, placeBefore, buffer, start, end, state);
        }
    }

    // --- the list of active formatting elements (§13.2.4.3)

    boolean needsReconstruction() {
        return table.hasClosedFormatting() && isLastFormattingClosed();
    }

    private boolean isLastFormattingClosed() {
        int last = formatting.last();
        return last != ActiveFormattingElements.NONE
                && !formatting.isMarker(last)
                && !stack.contains(formatting.element(last));
    }

    void reconstructFormatting() {
        if (needsReconstruction()) {
            reconstruct();
        }
    }

    private void reconstruct() {
        int entry = formatting.last();
        int steps = 1;
        int before = formatting.previous(entry);
        while (before != ActiveFormattingElements.NONE
                && !formatting.isMarker(before)
                && !stack.contains(formatting.element(before))) {
            entry = before;
            before = formatting.previous(entry);
            steps++;
        }
        budget.spend(steps);
        for (; entry != ActiveFormattingElements.NONE; entry = formatting.next(entry)) {
            int original = formatting.element(entry);
            findPlace();
            int copy = table.add(table.name(original), table.traits(original), placeParent);
            stack.push(copy);
            sink.elementCloned(copy, original, placeParent, placeBefore);
            formatting.replace(entry, copy);
        }
    }

    // --- closing

    /** §13.2.6.4.7 "close a p element" */
    void closeP(boolean endTag) {
        stack.generateImpliedEndTagsExcept(TagId.P);
        stack.popUntil(TagId.P, endTag);
    }

    void closePInButtonScope() {
        if (stack.has(ScopeBits.P_IN_BUTTON_SCOPE)) {
            closeP(false);
        }
    }

    boolean hasTemplate() {
        return stack.has(ScopeBits.TEMPLATE_ON_STACK);
    }

    // --- pointers and modes

    void pointToHead(int element) {
        table.retain(element);
        headPointer = element;
    }

    void pointToForm(int element) {
        table.retain(element);
        formPointer = element;
    }

    void pushTemplateMode(InsertionMode templateMode) {
        if (templateDepth == templateModes.length) {
            templateModes = Arrays.copyOf(templateModes, templateDepth * 2);
        }
        templateModes[templateDepth++] = templateMode;
    }

    void popTemplateMode() {
        templateDepth--;
    }

    boolean isInTemplate() {
        return templateDepth > 0;
    }

    /** §13.2.4.1 "reset the insertion mode appropriately" */
    void resetInsertionMode() {
        mode = switch (table.htmlId(stack.at(stack.nearestDecider()))) {
            case TagId.TD, TagId.TH -> InsertionMode.IN_CELL;
            case TagId.TR -> InsertionMode.IN_ROW;
            case TagId.TBODY, TagId.THEAD, TagId.TFOOT -> InsertionMode.IN_TABLE_BODY;
            case TagId.CAPTION -> InsertionMode.IN_CAPTION;
            case TagId.COLGROUP -> InsertionMode.IN_COLUMN_GROUP;
            case TagId.TABLE -> InsertionMode.IN_TABLE;
            case TagId.TEMPLATE -> templateModes[templateDepth - 1];
            case TagId.HEAD -> InsertionMode.IN_HEAD;
            case TagId.BODY -> InsertionMode.IN_BODY;
            case TagId.FRAMESET -> InsertionMode.IN_FRAMESET;
            default -> headPointer == ElementTable.NONE ? InsertionMode.BEFORE_HEAD : InsertionMode.AFTER_HEAD;
        };
    }
}
