package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagToken;
import java.util.Arrays;

/**
 * The short way for the tags that make up nearly all of a page: start tags that only insert an element, and end tags of
 * the current node.
 *
 * <p>It does what {@link InBodyStartTags} and {@link InBodyEndTags} would do, no more and no less; it only finds out
 * sooner that most of their questions have to be answered with no:
 *
 * <ul>
 *   <li>The mode is "in body", or one that hands these tags to "in body" unseen ("in cell", "in caption", which keep the
 *       names of table parts for themselves; those are not common here). The frameset-ok flag has been cleared before, so
 *       that clearing it does nothing.
 *   <li>Whatever a start tag's rule looks for on the stack, to pop something or to ignore the tag, is a set of {@link
 *       ScopeBits}; none of them is set ({@link #HINDRANCES}). Nor is the current node foreign, so that the rules for
 *       HTML content apply. Or the current node alone sets them, and is a {@code p} that the tag closes, an {@code li}
 *       that another follows, or a {@code dd} or {@code dt} likewise: all of these rules pop it first, as closed by
 *       implication, and then find nothing more to do.
 *   <li>Where the rule reconstructs the active formatting elements, there are none to reconstruct.
 *   <li>An end tag has the name of the current node, an HTML element. Then it is in scope, whatever the scope; it has no
 *       implied end tags above it; and "any other end tag", too, meets it first. If it is a formatting element, and its
 *       entry is the last in the list, the adoption agency finds this entry, no block above it, pops the element and
 *       removes the entry.
 * </ul>
 *
 * <p>Whenever one of this is not so, nothing has happened yet, and the tag goes the long way.
 */
final class CommonTags {
    /** The rule reconstructs the active formatting elements. */
    private static final byte RECONSTRUCTS = 1;

    /** The element is popped at once. */
    private static final byte VOID = 2;

    /** The element goes into the list of active formatting elements, after Noah's Ark clause. */
    private static final byte FORMATTING = 4;

    /** Likewise, without the clause, and if no other {@code a} is in the list behind the last marker. */
    private static final byte LINK = 8;

    /** The rule is not among the common ones. */
    private static final byte RARE = 16;

    private static final byte[] START = startRules();
    private static final long[] HINDRANCES = hindrances();

    /** By name: the traits that the current node must have for the end tag to be common. */
    private static final int[] END = endTraits();

    private static final int NO_TRAITS = -1;

    private final TreeState state;
    private final ElementTable table;
    private final OpenElementStack stack;
    private final ActiveFormattingElements formatting;
    private final TreeSink sink;
    private final CommonCells cells;

    CommonTags(TreeState state) {
        this.state = state;
        table = state.table;
        stack = state.stack;
        formatting = state.formatting;
        sink = state.sink;
        cells = new CommonCells(state);
    }

    /**
     * Processes the tag if it is common; returns whether it was.
     *
     * <p>One method for both kinds of tags, so that it is too long to be inlined: HotSpot would put half of it into the
     * tokenizer's loop, in whatever order it came to compile things, and then run out of room for what belongs there. Compiled by
     * itself it leaves that loop alone.
     */
    boolean process(TagToken tag, boolean isEndTag) {
        int id = tag.name.id;
        if (isEndTag) {
            if (!areBodyRules() || stack.currentTraits() != END[id]) {
                return cells.endTag(id);
            }
            if (id == TagId.UNKNOWN && !table.name(stack.current()).same(tag.name)) {
                return false;
            }
            if (isFormatting(id)) {
                int entry = formatting.last();
                if (entry == ActiveFormattingElements.NONE || formatting.element(entry) != stack.current()) {
                    return false;
                }
                state.forgetLineFeed();
                stack.pop(true);
                formatting.remove(entry);
                return true;
            }
            state.forgetLineFeed();
            stack.pop(true);
            return true;
        }
        int rule = START[id];
        if (rule == RARE || !areBodyRules() || stack.isFull()) {
            return cells.startTag(tag);
        }
        boolean endsCurrent = false;
        if ((stack.bits() & HINDRANCES[id]) != 0) {
            if (!endsCurrent(id)) {
                return false;
            }
            endsCurrent = true;
        }
        // What is seldom so is asked before what changes from tag to tag: such a branch is guessed right.
        if (state.needsReconstruction() && (rule & RECONSTRUCTS) != 0
                || formatting.lastNamed(TagId.A) != ActiveFormattingElements.NONE && (rule & LINK) != 0) {
            return false;
        }
        state.forgetLineFeed();
        if (endsCurrent) {
            stack.pop(false);
        }
        int parent = stack.current();
        if ((rule & VOID) != 0) {
            int element = table.addPassing(ElementTable.html(id), parent);
            sink.elementInserted(element, parent, TreeSink.NONE, tag.name, Namespace.HTML, tag);
            sink.elementClosed(element, false);
            sink.elementReleased(element);
            return true;
        }
        int element = stack.pushChild(tag.name, ElementTable.html(id));
        sink.elementInserted(element, parent, TreeSink.NONE, tag.name, Namespace.HTML, tag);
        if ((rule & (FORMATTING | LINK)) != 0) {
            formatting.push(element, (rule & LINK) != 0 ? null : tag);
        }
        return true;
    }

    /** Whether the current node is all that hinders a start tag, which does no more about it than to pop it. */
    private boolean endsCurrent(int id) {
        int current = stack.currentTraits();
        boolean ends;
        if (current == ElementTable.html(TagId.P)) {
            ends = (HINDRANCES[id] & ScopeBits.P_IN_BUTTON_SCOPE) != 0;
        } else if (current == ElementTable.html(TagId.LI)) {
            ends = id == TagId.LI;
        } else {
            ends = (id == TagId.DD || id == TagId.DT)
                    && (current == ElementTable.html(TagId.DD) || current == ElementTable.html(TagId.DT));
        }
        return ends && (stack.bitsBelow() & HINDRANCES[id]) == 0;
    }

    private static boolean isFormatting(int id) {
        return (START[id] & (FORMATTING | LINK)) != 0 || id == TagId.NOBR;
    }

    private boolean areBodyRules() {
        InsertionMode mode = state.mode;
        return !state.framesetOk
                && (mode == InsertionMode.IN_BODY || mode == InsertionMode.IN_CELL || mode == InsertionMode.IN_CAPTION);
    }

    private static byte[] startRules() {
        byte[] rules = new byte[TagId.COUNT];
        Arrays.fill(rules, RECONSTRUCTS);
        int[] plain = {
            TagId.ADDRESS,
            TagId.ARTICLE,
            TagId.ASIDE,
            TagId.BLOCKQUOTE,
            TagId.CENTER,
            TagId.DD,
            TagId.DETAILS,
            TagId.DIALOG,
            TagId.DIR,
            TagId.DIV,
            TagId.DL,
            TagId.DT,
            TagId.FIELDSET,
            TagId.FIGCAPTION,
            TagId.FIGURE,
            TagId.FOOTER,
            TagId.H1,
            TagId.H2,
            TagId.H3,
            TagId.H4,
            TagId.H5,
            TagId.H6,
            TagId.HEADER,
            TagId.HGROUP,
            TagId.LI,
            TagId.MAIN,
            TagId.MENU,
            TagId.NAV,
            TagId.OL,
            TagId.P,
            TagId.SEARCH,
            TagId.SECTION,
            TagId.SUMMARY,
            TagId.UL
        };
        int[] formatting = {
            TagId.B,
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
            TagId.U
        };
        int[] rare = {
            TagId.APPLET,
            TagId.BODY,
            TagId.CAPTION,
            TagId.COL,
            TagId.COLGROUP,
            TagId.FORM,
            TagId.FRAME,
            TagId.FRAMESET,
            TagId.HEAD,
            TagId.HTML,
            TagId.IFRAME,
            TagId.IMAGE,
            TagId.LISTING,
            TagId.MARQUEE,
            TagId.MATH,
            TagId.NOBR,
            TagId.NOEMBED,
            TagId.NOFRAMES,
            TagId.NOSCRIPT,
            TagId.OBJECT,
            TagId.OPTGROUP,
            TagId.OPTION,
            TagId.PLAINTEXT,
            TagId.PRE,
            TagId.RB,
            TagId.RP,
            TagId.RT,
            TagId.RTC,
            TagId.SCRIPT,
            TagId.STYLE,
            TagId.SVG,
            TagId.TABLE,
            TagId.TBODY,
            TagId.TD,
            TagId.TEMPLATE,
            TagId.TEXTAREA,
            TagId.TFOOT,
            TagId.TH,
            TagId.THEAD,
            TagId.TITLE,
            TagId.TR,
            TagId.XMP
        };
        set(rules, 0, plain);
        set(rules, RECONSTRUCTS | FORMATTING, formatting);
        set(rules, RECONSTRUCTS | LINK, TagId.A);
        set(
                rules,
                RECONSTRUCTS | VOID,
                TagId.AREA,
                TagId.BR,
                TagId.EMBED,
                TagId.IMG,
                TagId.INPUT,
                TagId.KEYGEN,
                TagId.WBR);
        set(
                rules,
                VOID,
                TagId.BASE,
                TagId.BASEFONT,
                TagId.BGSOUND,
                TagId.HR,
                TagId.LINK,
                TagId.META,
                TagId.PARAM,
                TagId.SOURCE,
                TagId.TRACK);
        set(rules, RARE, rare);
        return rules;
    }

    private static void set(byte[] rules, int rule, int... ids) {
        for (int id : ids) {
            rules[id] = (byte) rule;
        }
    }

    private static long[] hindrances() {
        long[] hindrances = new long[TagId.COUNT];
        for (int id = 0; id < hindrances.length; id++) {
            hindrances[id] = ScopeBits.CURRENT_FOREIGN;
            if (START[id] == 0 || id == TagId.HR) {
                hindrances[id] |= ScopeBits.P_IN_BUTTON_SCOPE;
            }
            if (ElementKinds.isHeading(id)) {
                hindrances[id] |= ScopeBits.CURRENT_HEADING;
            }
        }
        hindrances[TagId.LI] |= ScopeBits.LI_OPEN;
        hindrances[TagId.DD] |= ScopeBits.DD_OPEN | ScopeBits.DT_OPEN;
        hindrances[TagId.DT] |= ScopeBits.DD_OPEN | ScopeBits.DT_OPEN;
        hindrances[TagId.BUTTON] |= ScopeBits.inScope(TagId.BUTTON);
        for (int id : new int[] {TagId.HR, TagId.INPUT, TagId.SELECT}) {
            hindrances[id] |= ScopeBits.inScope(TagId.SELECT);
        }
        return hindrances;
    }

    private static int[] endTraits() {
        int[] traits = new int[TagId.COUNT];
        for (int id = 0; id < traits.length; id++) {
            traits[id] = ElementTable.html(id);
        }
        int[] rare = {
            TagId.APPLET, TagId.BODY, TagId.BR, TagId.CAPTION, TagId.COL, TagId.COLGROUP, TagId.FORM, TagId.FRAMESET,
            TagId.HEAD, TagId.HTML, TagId.MARQUEE, TagId.OBJECT, TagId.TABLE, TagId.TBODY, TagId.TD, TagId.TEMPLATE,
            TagId.TFOOT, TagId.TH, TagId.THEAD, TagId.TR
        };
        for (int id : rare) {
            traits[id] = NO_TRAITS;
        }
        return traits;
    }
}
