package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;

/**
 * Tree construction (WHATWG HTML §13.2.6) without a tree.
 *
 * <p>All that the rules ever read is the stack of open elements, the list of active formatting elements, the stack of
 * template insertion modes, two element pointers and a few flags. None reads the DOM. So the whole algorithm runs here
 * on these alone, and a {@link TreeSink} hears what it would do to a DOM: each element has the name, the namespace and
 * the parent that a browser would give it.
 *
 * <p>Any tag takes constant time, amortised, however deep the document nests, but for two algorithms that may clone
 * without end: reconstruction and the adoption agency. Their steps are limited per document. A limit reached throws
 * {@link TreeLimitException}, after which the builder must not be used.
 *
 * <p>For one thread at a time. Scripting counts as on.
 */
public final class TreeBuilder {
    final TreeState state;
    private final CommonTags commonTags;
    private final HeadModes headModes;
    private final InBodyStartTags inBodyStartTags;
    private final InBodyEndTags inBodyEndTags;
    private final TableModes tableModes;
    private final OuterModes outerModes;
    private final ForeignContent foreign;
    private final TextRuns textRuns;
    private boolean takesShortWay = true;

    /**
     * @param maxOpenElements how many elements may be on the stack of open elements
     * @param maxReconstructedElements how many steps reconstruction and the adoption agency may take in all
     * @param observing whether the sink is to hear of characters and comments too, which costs time
     */
    public TreeBuilder(TreeSink sink, int maxOpenElements, long maxReconstructedElements, boolean observing) {
        state = new TreeState(sink, maxOpenElements, maxReconstructedElements, observing);
        commonTags = new CommonTags(state);
        AdoptionAgency adoptionAgency = new AdoptionAgency(state);
        headModes = new HeadModes(state, this);
        inBodyStartTags = new InBodyStartTags(state, this, adoptionAgency);
        inBodyEndTags = new InBodyEndTags(state, this, adoptionAgency);
        tableModes = new TableModes(state, this);
        outerModes = new OuterModes(state, this);
        foreign = new ForeignContent(state, this);
        textRuns = new TextRuns(state, headModes, tableModes, foreign);
    }

    /** Returns the state in which the tokenizer goes on behind the tag. */
    public TokenizerState startTag(TagToken tag) {
        if (takesShortWay && commonTags.process(tag, false)) {
            return TokenizerState.DATA;
        }
        return startTagTheLongWay(tag);
    }

    private TokenizerState startTagTheLongWay(TagToken tag) {
        beginToken();
        state.tokenizerState = TokenizerState.DATA;
        dispatchStartTag(tag);
        return state.tokenizerState;
    }

    public void endTag(TagToken tag) {
        if (!takesShortWay || !commonTags.process(tag, true)) {
            beginToken();
            dispatchEndTag(tag.name);
        }
    }

    /**
     * Characters; the contract is that of {@link dev.headrace.rewriter.token.TokenSink#text}.
     *
     * @return the end of what was taken
     */
    public int text(byte[] buffer, int start, int end, TokenizerState tokenizerState, boolean complete) {
        return textRuns.text(buffer, start, end, tokenizerState, complete);
    }

    /** Whether text would change nothing now, whatever it is; then {@link #text} need not be called. */
    public boolean ignoresText() {
        return textRuns.ignoresText();
    }

    /** A comment or a processing instruction. */
    public void comment() {
        beginToken();
        if (!state.observing) {
            return;
        }
        int parent = state.stack.current();
        if (foreign.isHtmlForOthers()) {
            parent = switch (state.mode) {
                case AFTER_AFTER_BODY, AFTER_AFTER_FRAMESET -> TreeSink.DOCUMENT;
                case AFTER_BODY -> state.stack.at(0);
                default -> parent;
            };
        }
        state.sink.commentInserted(parent);
    }

    public void doctype(DoctypeToken doctype) {
        beginToken();
        if (state.mode == InsertionMode.INITIAL) {
            state.quirks = Doctypes.isQuirky(doctype);
            state.mode = InsertionMode.BEFORE_HTML;
        }
    }

    /** The end of the document: inserts what is missing, and closes all that is open (§13.2.7). */
    public void endOfFile() {
        beginToken();
        boolean stopped;
        do {
            stopped = stopsAtEndOfFile();
        } while (!stopped);
        while (!state.stack.isEmpty()) {
            state.stack.pop(false);
        }
    }

    /**
     * Whether {@code <![CDATA[} opens a section here: the adjusted current node is not in the HTML namespace
     * (§13.2.5.42).
     */
    public boolean isCdataAllowed() {
        return !foreign.isHtmlForOthers();
    }

    /** Whether the document is in quirks mode, which is settled once the first token that is no comment has come. */
    public boolean isQuirks() {
        return state.quirks;
    }

    public InsertionMode insertionMode() {
        return state.mode;
    }

    /** The parent that a living element has in the DOM. */
    public int parent(int element) {
        return state.table.parent(element);
    }

    /** A living element's {@link Namespace}. */
    public int namespace(int element) {
        return state.table.namespace(element);
    }

    public TagName name(int element) {
        return state.table.name(element);
    }

    /** Has all tags go the long way from now on, so that a test may compare. */
    void avoidShortWay() {
        takesShortWay = false;
    }

    /** The steps counted against {@code maxReconstructedElements} so far. */
    long steps() {
        return state.budget.spent();
    }

    // --- the tree construction dispatcher (§13.2.6)

    void dispatchStartTag(TagToken tag) {
        if (foreign.isHtmlForStartTag(tag.name.id)) {
            startTagIn(state.mode, tag);
        } else {
            foreign.startTag(tag);
        }
    }

    void dispatchEndTag(TagName name) {
        if (foreign.isHtmlForOthers()) {
            endTagIn(state.mode, name);
        } else {
            foreign.endTag(name);
        }
    }

    /**
     * Processes a start tag using the rules for an insertion mode. An arm for each mode, and so too long to be inlined: the long
     * way must not take the room of the short one ({@link CommonTags#process}).
     */
    void startTagIn(InsertionMode mode, TagToken tag) {
        switch (mode) {
            case INITIAL -> {
                headModes.leaveInitial();
                headModes.startTagBeforeHtml(tag);
            }
            case BEFORE_HTML -> headModes.startTagBeforeHtml(tag);
            case BEFORE_HEAD -> headModes.startTagBeforeHead(tag);
            case IN_HEAD -> headModes.startTagInHead(tag);
            case AFTER_HEAD -> headModes.startTagAfterHead(tag);
            case IN_BODY -> inBodyStartTags.startTag(tag);
            case TEXT -> inBodyStartTags.startTag(tag);
            case IN_TABLE_TEXT -> inBodyStartTags.startTag(tag);
            case IN_TABLE -> tableModes.startTagInTable(tag);
            case IN_CAPTION -> tableModes.startTagInCaption(tag);
            case IN_COLUMN_GROUP -> tableModes.startTagInColumnGroup(tag);
            case IN_TABLE_BODY -> tableModes.startTagInTableBody(tag);
            case IN_ROW -> tableModes.startTagInRow(tag);
            case IN_CELL -> tableModes.startTagInCell(tag);
            case IN_TEMPLATE -> outerModes.startTagInTemplate(tag);
            case AFTER_BODY -> outerModes.startTagAfterBody(tag);
            case AFTER_AFTER_BODY -> outerModes.startTagAfterBody(tag);
            case IN_FRAMESET -> outerModes.startTagInFrameset(tag);
            case AFTER_FRAMESET -> outerModes.startTagAfterFrameset(tag);
            case AFTER_AFTER_FRAMESET -> outerModes.startTagAfterFrameset(tag);
        }
    }

    /** Processes an end tag using the rules for an insertion mode. */
    void endTagIn(InsertionMode mode, TagName name) {
        switch (mode) {
            case INITIAL -> {
                headModes.leaveInitial();
                headModes.endTagBeforeHtml(name);
            }
            case BEFORE_HTML -> headModes.endTagBeforeHtml(name);
            case BEFORE_HEAD -> headModes.endTagBeforeHead(name);
            case IN_HEAD -> headModes.endTagInHead(name);
            case AFTER_HEAD -> headModes.endTagAfterHead(name);
            case IN_BODY -> inBodyEndTags.endTag(name);
            case TEXT, IN_TABLE_TEXT -> {
                state.stack.pop(true);
                state.mode = state.originalMode;
            }
            case IN_TABLE -> tableModes.endTagInTable(name);
            case IN_CAPTION -> tableModes.endTagInCaption(name);
            case IN_COLUMN_GROUP -> tableModes.endTagInColumnGroup(name);
            case IN_TABLE_BODY -> tableModes.endTagInTableBody(name);
            case IN_ROW -> tableModes.endTagInRow(name);
            case IN_CELL -> tableModes.endTagInCell(name);
            case IN_TEMPLATE -> outerModes.endTagInTemplate(name);
            case AFTER_BODY -> outerModes.endTagAfterBody(name);
            case AFTER_AFTER_BODY -> outerModes.endTagAfterAfterBody(name);
            case IN_FRAMESET -> outerModes.endTagInFrameset(name);
            case AFTER_FRAMESET -> outerModes.endTagAfterFrameset(name);
            case AFTER_AFTER_FRAMESET -> {
                return;
            }
        }
    }

    void anyOtherEndTagInBody(TagName name, boolean endTag) {
        inBodyEndTags.anyOther(name, endTag);
    }

    private void beginToken() {
        state.forgetLineFeed();
        if (state.mode == InsertionMode.IN_TABLE_TEXT) {
            textRuns.flushTableText();
        }
    }

    /** Takes one step towards the end of the document; returns whether there was none to take. */
    private boolean stopsAtEndOfFile() {
        switch (state.mode) {
            case INITIAL -> headModes.leaveInitial();
            case BEFORE_HTML -> headModes.insertImpliedHtml();
            case BEFORE_HEAD -> headModes.insertImpliedHead();
            case IN_HEAD -> headModes.popHead(false);
            case AFTER_HEAD -> headModes.insertImpliedBody();
            case TEXT -> {
                state.stack.pop(false);
                state.mode = state.originalMode;
            }
            case IN_BODY, IN_TABLE, IN_CAPTION, IN_COLUMN_GROUP, IN_TABLE_BODY, IN_ROW, IN_CELL, IN_TEMPLATE -> {
                if (!state.isInTemplate()) {
                    return true;
                }
                headModes.leaveTemplate(false);
            }
            case IN_TABLE_TEXT, AFTER_BODY, IN_FRAMESET, AFTER_FRAMESET, AFTER_AFTER_BODY, AFTER_AFTER_FRAMESET -> {
                return true;
            }
        }
        return false;
    }
}
