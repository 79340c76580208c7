package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;

/**
 * The answers to all questions "has the stack an X element in … scope" (WHATWG HTML §13.2.4.2), one bit each. An entry of
 * the stack inherits the set of the entry below, without what it hides and with what it is; so every question is a test
 * of the top entry's set.
 */
final class ScopeBits {
    /** A heading, h1 to h6, in scope. */
    static final long HEADING = 1L << 62;

    static final long P_IN_BUTTON_SCOPE = 1L << 61;
    static final long LI_IN_LIST_ITEM_SCOPE = 1L << 60;

    /** A template anywhere on the stack. */
    static final long TEMPLATE_ON_STACK = 1L << 59;

    /** The loop of a {@code li} start tag would meet an {@code li} (§13.2.6.4.7). */
    static final long LI_OPEN = 1L << 58;

    /** The loop of a {@code dd} or {@code dt} start tag would meet a {@code dd} first. */
    static final long DD_OPEN = 1L << 57;

    /** The loop of a {@code dd} or {@code dt} start tag would meet a {@code dt} first. */
    static final long DT_OPEN = 1L << 56;

    /** The current node is a heading. */
    static final long CURRENT_HEADING = 1L << 55;

    /** The current node is not in the HTML namespace. */
    static final long CURRENT_FOREIGN = 1L << 54;

    /** A {@code tbody}, {@code thead} or {@code tfoot} in table scope. */
    static final long SECTION_IN_TABLE_SCOPE;

    private static final int[] SCOPED = {
        TagId.ADDRESS,
        TagId.APPLET,
        TagId.ARTICLE,
        TagId.ASIDE,
        TagId.BLOCKQUOTE,
        TagId.BODY,
        TagId.BUTTON,
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
        TagId.FORM,
        TagId.HEADER,
        TagId.HGROUP,
        TagId.LISTING,
        TagId.MAIN,
        TagId.MARQUEE,
        TagId.MENU,
        TagId.NAV,
        TagId.NOBR,
        TagId.OBJECT,
        TagId.OL,
        TagId.PRE,
        TagId.RUBY,
        TagId.SEARCH,
        TagId.SECTION,
        TagId.SELECT,
        TagId.SUMMARY,
        TagId.UL
    };
    private static final int[] TABLE_SCOPED = {
        TagId.CAPTION, TagId.TABLE, TagId.TBODY, TagId.TD, TagId.TFOOT, TagId.TH, TagId.THEAD, TagId.TR
    };

    /** What is true of the current node itself, so that nothing inherits it. */
    private static final long CURRENT = CURRENT_HEADING | CURRENT_FOREIGN;

    private static final long LOOPS = LI_OPEN | DD_OPEN | DT_OPEN;
    private static final long[] IN_SCOPE = new long[TagId.COUNT];
    private static final long[] IN_TABLE_SCOPE = new long[TagId.COUNT];
    private static final long[] SET = new long[TagId.COUNT];
    private static final long[] KEEP = new long[TagId.COUNT];
    private static final long FOREIGN_BOUNDARY_KEEP;

    static {
        int bit = 0;
        long scoped = HEADING | P_IN_BUTTON_SCOPE | LI_IN_LIST_ITEM_SCOPE;
        for (int id : SCOPED) {
            IN_SCOPE[id] = 1L << bit++;
            SET[id] |= IN_SCOPE[id];
            scoped |= IN_SCOPE[id];
        }
        long tableScoped = 0;
        for (int id : TABLE_SCOPED) {
            IN_TABLE_SCOPE[id] = 1L << bit++;
            SET[id] |= IN_TABLE_SCOPE[id];
            tableScoped |= IN_TABLE_SCOPE[id];
        }
        SECTION_IN_TABLE_SCOPE =
                IN_TABLE_SCOPE[TagId.TBODY] | IN_TABLE_SCOPE[TagId.THEAD] | IN_TABLE_SCOPE[TagId.TFOOT];
        SET[TagId.P] |= P_IN_BUTTON_SCOPE;
        SET[TagId.LI] |= LI_IN_LIST_ITEM_SCOPE | LI_OPEN;
        SET[TagId.DD] |= DD_OPEN;
        SET[TagId.DT] |= DT_OPEN;
        SET[TagId.TEMPLATE] |= TEMPLATE_ON_STACK;
        for (int id = 0; id < TagId.COUNT; id++) {
            byte kinds = ElementKinds.html(id);
            long hidden = CURRENT;
            if ((kinds & ElementKinds.SCOPE_BOUNDARY) != 0) {
                hidden |= scoped;
            }
            boolean transparent = id == TagId.ADDRESS || id == TagId.DIV || id == TagId.P;
            if ((kinds & ElementKinds.SPECIAL) != 0 && !transparent) {
                hidden |= LOOPS;
            }
            if (ElementKinds.isHeading(id)) {
                SET[id] |= HEADING | CURRENT_HEADING;
            }
            KEEP[id] = ~hidden;
        }
        KEEP[TagId.BUTTON] &= ~P_IN_BUTTON_SCOPE;
        KEEP[TagId.OL] &= ~LI_IN_LIST_ITEM_SCOPE;
        KEEP[TagId.UL] &= ~LI_IN_LIST_ITEM_SCOPE;
        KEEP[TagId.HTML] &= ~tableScoped;
        KEEP[TagId.TABLE] &= ~tableScoped;
        KEEP[TagId.TEMPLATE] &= ~tableScoped;
        FOREIGN_BOUNDARY_KEEP = ~(scoped | LOOPS | CURRENT);
    }

    private ScopeBits() {}

    /** The bit of "an element with this name in scope"; 0 for a name that no rule asks about. */
    static long inScope(int id) {
        return IN_SCOPE[id];
    }

    static long inTableScope(int id) {
        return IN_TABLE_SCOPE[id];
    }

    /** The set of an entry, by that of the entry below and its traits. */
    static long inherit(long below, int traits) {
        if (ElementTable.isHtml(traits)) {
            int id = ElementTable.idOf(traits);
            return (below & KEEP[id]) | SET[id];
        }
        boolean boundary = (ElementTable.kindsOf(traits) & ElementKinds.SCOPE_BOUNDARY) != 0;
        return below & (boundary ? FOREIGN_BOUNDARY_KEEP : ~CURRENT) | CURRENT_FOREIGN;
    }
}
