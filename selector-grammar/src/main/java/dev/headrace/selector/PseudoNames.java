package dev.headrace.selector;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of pseudo-classes and pseudo-elements, and why those that are refused are. */
final class PseudoNames {
    /** The supported pseudo-classes as they are written, functions with their parentheses. */
    static final List<String> SUPPORTED = List.of(
            "any-link",
            "first-child",
            "first-of-type",
            "is()",
            "lang()",
            "not()",
            "nth-child()",
            "nth-of-type()",
            "root",
            "where()");

    private static final String SIBLINGS = "whether more siblings follow is not known when the start tag is seen";
    private static final String CONTENT = "what the element contains is not known when the start tag is seen";
    private static final String RELATIVES =
            "its descendants and following siblings are not known when the start tag is seen";

    private static final Map<String, String> NOT_STREAMABLE = Map.of(
            "last-child", SIBLINGS,
            "last-of-type", SIBLINGS,
            "only-child", SIBLINGS,
            "only-of-type", SIBLINGS,
            "nth-last-child", SIBLINGS,
            "nth-last-of-type", SIBLINGS,
            "empty", CONTENT,
            "blank", CONTENT,
            "has", RELATIVES);

    private static final Map<String, String> NOT_SUPPORTED = notSupported();

    private static final Set<String> PSEUDO_ELEMENTS = words("""
            after backdrop before checkmark column cue cue-region details-content file-selector-button first-letter
            first-line grammar-error highlight marker part picker picker-icon placeholder scroll-button scroll-marker
            scroll-marker-group selection slotted spelling-error target-text view-transition view-transition-group
            view-transition-image-pair view-transition-new view-transition-old""");

    private static final Set<String> LEGACY_PSEUDO_ELEMENTS = Set.of("after", "before", "first-letter", "first-line");

    private static final Set<String> NOT_CSS = words("""
            animated button checkbox contains containsown containswholeowntext containswholetext containsdata eq even
            file first gt has-text header hidden if image input last lt matches-css matchesown matcheswholeowntext
            matcheswholetext min-text-length nth nth-ancestor odd parent password radio reset selected submit text
            upward visible xpath""");

    private static final Set<String> FUNCTIONS = words("""
            active-view-transition-type cue cue-region dir has highlight host-context is lang not nth-child nth-col
            nth-last-child nth-last-col nth-last-of-type nth-of-type part picker scroll-button slotted state
            view-transition-group view-transition-image-pair view-transition-new view-transition-old where""");

    /** Names that may come with an argument or without. */
    private static final Set<String> EITHER = Set.of("cue", "cue-region", "host");

    private static final int LONGEST_NAME_TO_COMPARE = 40;
    private static final int MAX_EDITS = 2;

    private PseudoNames() {}

    /** The name that an identifier or function token stands for, in lower case. */
    static String nameOf(String source, boolean function) {
        String identifier = function ? source.substring(0, source.length() - 1) : source;
        return CssEscapes.lowerCaseAscii(CssEscapes.identifier(identifier));
    }

    /** Why a stream cannot tell, or {@code null} if that is not the matter with the name. */
    static @Nullable String whyNotStreamable(String name) {
        return NOT_STREAMABLE.get(name);
    }

    /** What the pseudo-class depends on, or {@code null} if it is not a known one that is not supported. */
    static @Nullable String whyNotSupported(String name) {
        if (LEGACY_PSEUDO_ELEMENTS.contains(name)) {
            return "pseudo-elements are not elements of the document";
        }
        return isVendorName(name) ? "it is a vendor's own" : NOT_SUPPORTED.get(name);
    }

    static boolean isPseudoElement(String name) {
        return PSEUDO_ELEMENTS.contains(name) || isVendorName(name);
    }

    /** Whether the name is of an extension that other tools have. */
    static boolean isNotCss(String name) {
        return NOT_CSS.contains(name) || name.startsWith("-abp-");
    }

    static boolean isSupported(String name) {
        return SUPPORTED.contains(name) || SUPPORTED.contains(name + "()");
    }

    /** Whether a known name is written with an argument but takes none, or without one but needs it. */
    static boolean isWrongForm(String name, boolean function) {
        return !EITHER.contains(name) && !isVendorName(name) && FUNCTIONS.contains(name) != function;
    }

    /** The supported name, as it is written, that is nearest to a misspelt one, or {@code null} if none is near. */
    static @Nullable String nearest(String name) {
        if (name.length() > LONGEST_NAME_TO_COMPARE) {
            return null;
        }
        String nearest = null;
        int fewest = Math.min(MAX_EDITS, name.length() / 2) + 1;
        for (String candidate : SUPPORTED) {
            int edits = edits(name, candidate.replace("()", ""));
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** How many insertions, deletions, replacements and swaps of neighbours lead from one to the other. */
    private static int edits(String from, String to) {
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                table[i][j] = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[from.length()][to.length()];
    }

    private static boolean isVendorName(String name) {
        return name.startsWith("-webkit-")
                || name.startsWith("-moz-")
                || name.startsWith("-ms-")
                || name.startsWith("-o-")
                || name.startsWith("-internal-");
    }

    private static Map<String, String> notSupported() {
        Map<String, String> reasons = new HashMap<>();
        for (String name : words("""
                active active-view-transition active-view-transition-type autofill buffering current default defined
                focus focus-visible focus-within fullscreen future hover in-range indeterminate interest-source
                interest-target invalid local-link modal muted open optional out-of-range past paused
                picture-in-picture placeholder-shown playing popover-open read-only read-write seeking stalled state
                target target-current target-within user-invalid user-valid valid visited volume-locked""")) {
            reasons.put(name, "it depends on the state of a browser");
        }
        for (String name : List.of("checked", "disabled", "required")) {
            reasons.put(name, "it depends on the state of a browser; [" + name + "] tests the attribute");
        }
        reasons.put("enabled", "it depends on the state of a browser; :not([disabled]) tests the attribute");
        reasons.put("link", "it depends on the history of a browser; :any-link matches every link");
        reasons.put("scope", "there is no scoping element; :root matches the root of the document");
        reasons.put("dir", "it depends on text that follows the start tag; [dir=\"rtl\"] tests the attribute");
        for (String name : List.of("host", "host-context", "has-slotted")) {
            reasons.put(name, "it belongs to shadow trees");
        }
        for (String name : List.of("nth-col", "nth-last-col")) {
            reasons.put(name, "it depends on the columns of a laid out table");
        }
        return Map.copyOf(reasons);
    }

    private static Set<String> words(String list) {
        return Set.of(list.toLowerCase(Locale.ROOT).split("\\s+"));
    }
}
