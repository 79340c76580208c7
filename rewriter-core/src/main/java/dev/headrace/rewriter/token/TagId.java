package dev.headrace.rewriter.token;

import java.util.List;

/**
 * The tag names that the parser, or a common selector, knows: each has a small number, fit for a {@code switch}. Numbers
 * follow the alphabet; {@link #UNKNOWN} stands for every other name.
 */
public final class TagId {
    public static final int UNKNOWN = 0;
    public static final int A = 1;
    public static final int ABBR = 2;
    public static final int ACRONYM = 3;
    public static final int ADDRESS = 4;
    public static final int ANNOTATION_XML = 5;
    public static final int APPLET = 6;
    public static final int AREA = 7;
    public static final int ARTICLE = 8;
    public static final int ASIDE = 9;
    public static final int AUDIO = 10;
    public static final int B = 11;
    public static final int BASE = 12;
    public static final int BASEFONT = 13;
    public static final int BDI = 14;
    public static final int BDO = 15;
    public static final int BGSOUND = 16;
    public static final int BIG = 17;
    public static final int BLINK = 18;
    public static final int BLOCKQUOTE = 19;
    public static final int BODY = 20;
    public static final int BR = 21;
    public static final int BUTTON = 22;
    public static final int CANVAS = 23;
    public static final int CAPTION = 24;
    public static final int CENTER = 25;
    public static final int CIRCLE = 26;
    public static final int CITE = 27;
    public static final int CLIPPATH = 28;
    public static final int CODE = 29;
    public static final int COL = 30;
    public static final int COLGROUP = 31;
    public static final int DATA = 32;
    public static final int DATALIST = 33;
    public static final int DD = 34;
    public static final int DEFS = 35;
    public static final int DEL = 36;
    public static final int DESC = 37;
    public static final int DETAILS = 38;
    public static final int DFN = 39;
    public static final int DIALOG = 40;
    public static final int DIR = 41;
    public static final int DIV = 42;
    public static final int DL = 43;
    public static final int DT = 44;
    public static final int ELLIPSE = 45;
    public static final int EM = 46;
    public static final int EMBED = 47;
    public static final int FIELDSET = 48;
    public static final int FIGCAPTION = 49;
    public static final int FIGURE = 50;
    public static final int FONT = 51;
    public static final int FOOTER = 52;
    public static final int FOREIGNOBJECT = 53;
    public static final int FORM = 54;
    public static final int FRAME = 55;
    public static final int FRAMESET = 56;
    public static final int G = 57;
    public static final int H1 = 58;
    public static final int H2 = 59;
    public static final int H3 = 60;
    public static final int H4 = 61;
    public static final int H5 = 62;
    public static final int H6 = 63;
    public static final int HEAD = 64;
    public static final int HEADER = 65;
    public static final int HGROUP = 66;
    public static final int HR = 67;
    public static final int HTML = 68;
    public static final int I = 69;
    public static final int IFRAME = 70;
    public static final int IMAGE = 71;
    public static final int IMG = 72;
    public static final int INPUT = 73;
    public static final int INS = 74;
    public static final int KBD = 75;
    public static final int KEYGEN = 76;
    public static final int LABEL = 77;
    public static final int LEGEND = 78;
    public static final int LI = 79;
    public static final int LINE = 80;
    public static final int LINEARGRADIENT = 81;
    public static final int LINK = 82;
    public static final int LISTING = 83;
    public static final int MAIN = 84;
    public static final int MALIGNMARK = 85;
    public static final int MAP = 86;
    public static final int MARK = 87;
    public static final int MARQUEE = 88;
    public static final int MASK = 89;
    public static final int MATH = 90;
    public static final int MENU = 91;
    public static final int MENUITEM = 92;
    public static final int META = 93;
    public static final int METER = 94;
    public static final int MGLYPH = 95;
    public static final int MI = 96;
    public static final int MN = 97;
    public static final int MO = 98;
    public static final int MS = 99;
    public static final int MTEXT = 100;
    public static final int NAV = 101;
    public static final int NOBR = 102;
    public static final int NOEMBED = 103;
    public static final int NOFRAMES = 104;
    public static final int NOSCRIPT = 105;
    public static final int OBJECT = 106;
    public static final int OL = 107;
    public static final int OPTGROUP = 108;
    public static final int OPTION = 109;
    public static final int OUTPUT = 110;
    public static final int P = 111;
    public static final int PARAM = 112;
    public static final int PATH = 113;
    public static final int PATTERN = 114;
    public static final int PICTURE = 115;
    public static final int PLAINTEXT = 116;
    public static final int POLYGON = 117;
    public static final int POLYLINE = 118;
    public static final int PRE = 119;
    public static final int PROGRESS = 120;
    public static final int Q = 121;
    public static final int RADIALGRADIENT = 122;
    public static final int RB = 123;
    public static final int RECT = 124;
    public static final int RP = 125;
    public static final int RT = 126;
    public static final int RTC = 127;
    public static final int RUBY = 128;
    public static final int S = 129;
    public static final int SAMP = 130;
    public static final int SCRIPT = 131;
    public static final int SEARCH = 132;
    public static final int SECTION = 133;
    public static final int SELECT = 134;
    public static final int SELECTEDCONTENT = 135;
    public static final int SLOT = 136;
    public static final int SMALL = 137;
    public static final int SOURCE = 138;
    public static final int SPAN = 139;
    public static final int STOP = 140;
    public static final int STRIKE = 141;
    public static final int STRONG = 142;
    public static final int STYLE = 143;
    public static final int SUB = 144;
    public static final int SUMMARY = 145;
    public static final int SUP = 146;
    public static final int SVG = 147;
    public static final int SYMBOL = 148;
    public static final int TABLE = 149;
    public static final int TBODY = 150;
    public static final int TD = 151;
    public static final int TEMPLATE = 152;
    public static final int TEXT = 153;
    public static final int TEXTAREA = 154;
    public static final int TFOOT = 155;
    public static final int TH = 156;
    public static final int THEAD = 157;
    public static final int TIME = 158;
    public static final int TITLE = 159;
    public static final int TR = 160;
    public static final int TRACK = 161;
    public static final int TSPAN = 162;
    public static final int TT = 163;
    public static final int U = 164;
    public static final int UL = 165;
    public static final int USE = 166;
    public static final int VAR = 167;
    public static final int VIDEO = 168;
    public static final int WBR = 169;
    public static final int XMP = 170;

    /** One more than the largest number. */
    public static final int COUNT = 171;

    /** Names in the order of their numbers, the first being number 1; all in lower case. */
    static final List<String> NAMES = List.of(
            "a",
            "abbr",
            "acronym",
            "address",
            "annotation-xml",
            "applet",
            "area",
            "article",
            "aside",
            "audio",
            "b",
            "base",
            "basefont",
            "bdi",
            "bdo",
            "bgsound",
            "big",
            "blink",
            "blockquote",
            "body",
            "br",
            "button",
            "canvas",
            "caption",
            "center",
            "circle",
            "cite",
            "clippath",
            "code",
            "col",
            "colgroup",
            "data",
            "datalist",
            "dd",
            "defs",
            "del",
            "desc",
            "details",
            "dfn",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "ellipse",
            "em",
            "embed",
            "fieldset",
            "figcaption",
            "figure",
            "font",
            "footer",
            "foreignobject",
            "form",
            "frame",
            "frameset",
            "g",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hgroup",
            "hr",
            "html",
            "i",
            "iframe",
            "image",
            "img",
            "input",
            "ins",
            "kbd",
            "keygen",
            "label",
            "legend",
            "li",
            "line",
            "lineargradient",
            "link",
            "listing",
            "main",
            "malignmark",
            "map",
            "mark",
            "marquee",
            "mask",
            "math",
            "menu",
            "menuitem",
            "meta",
            "meter",
            "mglyph",
            "mi",
            "mn",
            "mo",
            "ms",
            "mtext",
            "nav",
            "nobr",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "ol",
            "optgroup",
            "option",
            "output",
            "p",
            "param",
            "path",
            "pattern",
            "picture",
            "plaintext",
            "polygon",
            "polyline",
            "pre",
            "progress",
            "q",
            "radialgradient",
            "rb",
            "rect",
            "rp",
            "rt",
            "rtc",
            "ruby",
            "s",
            "samp",
            "script",
            "search",
            "section",
            "select",
            "selectedcontent",
            "slot",
            "small",
            "source",
            "span",
            "stop",
            "strike",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "symbol",
            "table",
            "tbody",
            "td",
            "template",
            "text",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "time",
            "title",
            "tr",
            "track",
            "tspan",
            "tt",
            "u",
            "ul",
            "use",
            "var",
            "video",
            "wbr",
            "xmp");

    private TagId() {}
}
