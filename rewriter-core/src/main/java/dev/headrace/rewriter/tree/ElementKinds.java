package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;

/** What the standard says of elements by their names (WHATWG HTML §13.2.4.2, §13.2.6.5). */
final class ElementKinds {
    /** Of the special category. */
    static final byte SPECIAL = 1;

    /** One of those at which a search for an element "in scope" ends. */
    static final byte SCOPE_BOUNDARY = 2;

    static final byte HTML_INTEGRATION_POINT = 4;
    static final byte MATHML_TEXT_INTEGRATION_POINT = 8;

    /** One of those that "reset the insertion mode appropriately" decides by. */
    static final byte MODE_DECIDER = 16;

    /** Already reported as closed, though still on the stack. */
    static final byte CLOSED = 32;

    private static final byte[] HTML_KINDS = htmlKinds();

    private ElementKinds() {}

    static byte html(int id) {
        return HTML_KINDS[id];
    }

    /** The kinds of a foreign element, {@code annotation-xml} being an HTML integration point by its attribute only. */
    static byte foreign(int namespace, int id) {
        if (namespace == Namespace.SVG) {
            return switch (id) {
                case TagId.FOREIGNOBJECT, TagId.DESC, TagId.TITLE -> SPECIAL | SCOPE_BOUNDARY | HTML_INTEGRATION_POINT;
                default -> 0;
            };
        }
        return switch (id) {
            case TagId.MI, TagId.MO, TagId.MN, TagId.MS, TagId.MTEXT ->
                SPECIAL | SCOPE_BOUNDARY | MATHML_TEXT_INTEGRATION_POINT;
            case TagId.ANNOTATION_XML -> SPECIAL | SCOPE_BOUNDARY;
            default -> 0;
        };
    }

    static boolean isHeading(int id) {
        return id >= TagId.H1 && id <= TagId.H6;
    }

    /** Whether text directly inside would be foster parented (§13.2.6.1). */
    static boolean isTableContext(int id) {
        return switch (id) {
            case TagId.TABLE, TagId.TBODY, TagId.TFOOT, TagId.THEAD, TagId.TR -> true;
            default -> false;
        };
    }

    static boolean hasImpliedEndTag(int id) {
        return switch (id) {
            case TagId.DD,
                    TagId.DT,
                    TagId.LI,
                    TagId.OPTGROUP,
                    TagId.OPTION,
                    TagId.P,
                    TagId.RB,
                    TagId.RP,
                    TagId.RT,
                    TagId.RTC -> true;
            default -> false;
        };
    }

    static boolean hasImpliedEndTagThoroughly(int id) {
        return switch (id) {
            case TagId.CAPTION, TagId.COLGROUP, TagId.TBODY, TagId.TD, TagId.TFOOT, TagId.TH, TagId.THEAD, TagId.TR ->
                true;
            default -> hasImpliedEndTag(id);
        };
    }

    /** Whether a start tag with this name ends foreign content; {@code font} does so only with certain attributes. */
    static boolean isBreakout(int id) {
        return switch (id) {
            case TagId.B,
                    TagId.BIG,
                    TagId.BLOCKQUOTE,
                    TagId.BODY,
                    TagId.BR,
                    TagId.CENTER,
                    TagId.CODE,
                    TagId.DD,
                    TagId.DIV,
                    TagId.DL,
                    TagId.DT,
                    TagId.EM,
                    TagId.EMBED,
                    TagId.H1,
                    TagId.H2,
                    TagId.H3,
                    TagId.H4,
                    TagId.H5,
                    TagId.H6,
                    TagId.HEAD,
                    TagId.HR,
                    TagId.I,
                    TagId.IMG,
                    TagId.LI,
                    TagId.LISTING,
                    TagId.MENU,
                    TagId.META,
                    TagId.NOBR,
                    TagId.OL,
                    TagId.P,
                    TagId.PRE,
                    TagId.RUBY,
                    TagId.S,
                    TagId.SMALL,
                    TagId.SPAN,
                    TagId.STRONG,
                    TagId.STRIKE,
                    TagId.SUB,
                    TagId.SUP,
                    TagId.TABLE,
                    TagId.TT,
                    TagId.U,
                    TagId.UL,
                    TagId.VAR -> true;
            default -> false;
        };
    }

    private static byte[] htmlKinds() {
        byte[] kinds = new byte[TagId.COUNT];
        int[] special = {
            TagId.ADDRESS,
            TagId.APPLET,
            TagId.AREA,
            TagId.ARTICLE,
            TagId.ASIDE,
            TagId.BASE,
            TagId.BASEFONT,
            TagId.BGSOUND,
            TagId.BLOCKQUOTE,
            TagId.BODY,
            TagId.BR,
            TagId.BUTTON,
            TagId.CAPTION,
            TagId.CENTER,
            TagId.COL,
            TagId.COLGROUP,
            TagId.DD,
            TagId.DETAILS,
            TagId.DIR,
            TagId.DIV,
            TagId.DL,
            TagId.DT,
            TagId.EMBED,
            TagId.FIELDSET,
            TagId.FIGCAPTION,
            TagId.FIGURE,
            TagId.FOOTER,
            TagId.FORM,
            TagId.FRAME,
            TagId.FRAMESET,
            TagId.H1,
            TagId.H2,
            TagId.H3,
            TagId.H4,
            TagId.H5,
            TagId.H6,
            TagId.HEAD,
            TagId.HEADER,
            TagId.HGROUP,
            TagId.HR,
            TagId.HTML,
            TagId.IFRAME,
            TagId.IMG,
            TagId.INPUT,
            TagId.KEYGEN,
            TagId.LI,
            TagId.LINK,
            TagId.LISTING,
            TagId.MAIN,
            TagId.MARQUEE,
            TagId.MENU,
            TagId.META,
            TagId.NAV,
            TagId.NOEMBED,
            TagId.NOFRAMES,
            TagId.NOSCRIPT,
            TagId.OBJECT,
            TagId.OL,
            TagId.P,
            TagId.PARAM,
            TagId.PLAINTEXT,
            TagId.PRE,
            TagId.SCRIPT,
            TagId.SEARCH,
            TagId.SECTION,
            TagId.SELECT,
            TagId.SOURCE,
            TagId.STYLE,
            TagId.SUMMARY,
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
            TagId.TRACK,
            TagId.UL,
            TagId.WBR,
            TagId.XMP
        };
        mark(kinds, SPECIAL, special);
        mark(
                kinds,
                SCOPE_BOUNDARY,
                TagId.APPLET,
                TagId.CAPTION,
                TagId.HTML,
                TagId.TABLE,
                TagId.TD,
                TagId.TH,
                TagId.MARQUEE,
                TagId.OBJECT,
                TagId.SELECT,
                TagId.TEMPLATE);
        mark(
                kinds,
                MODE_DECIDER,
                TagId.TD,
                TagId.TH,
                TagId.TR,
                TagId.TBODY,
                TagId.THEAD,
                TagId.TFOOT,
                TagId.CAPTION,
                TagId.COLGROUP,
                TagId.TABLE,
                TagId.TEMPLATE,
                TagId.HEAD,
                TagId.BODY,
                TagId.FRAMESET,
                TagId.HTML);
        return kinds;
    }

    private static void mark(byte[] kinds, byte kind, int... ids) {
        for (int id : ids) {
            kinds[id] |= kind;
        }
    }
}
