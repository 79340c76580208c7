package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriter;
import java.util.Locale;

/**
 * What {@link Inject} puts into pages, and where.
 *
 * @param position where it goes
 * @param selector of which elements; {@code head} and {@code body} are those of the document, whether or not their tags are written
 * @param all whether it goes to all elements that match, and not to the first one only
 * @param kind what the content is
 * @param content HTML, or the source of a classic script
 */
public record Injection(Position position, String selector, boolean all, Kind kind, String content) {
    /** Where content goes, seen from an element. */
    public enum Position {
        /** In front of its start tag. */
        BEFORE,
        /** Behind its start tag. */
        START,
        /** In front of its end tag. */
        END,
        /** Behind its end tag. */
        AFTER
    }

    /** What content is. */
    public enum Kind {
        /** HTML, put in as it is. */
        HTML,
        /** The source of a classic script, which gets an element, and the page's nonce if there is one. */
        SCRIPT
    }

    /**
     * An injection.
     *
     * @throws IllegalArgumentException if the script would end before its end, or the place is outside of {@code head} or {@code body}
     * @throws dev.headrace.selector.SelectorException if the selector is wrong
     */
    public Injection {
        HtmlRewriter.builder().on(selector, element -> {});
        if (isRoot(selector) && (position == Position.BEFORE || position == Position.AFTER)) {
            throw new IllegalArgumentException(
                    "content can go to the start or end of " + selector + ", not outside of it");
        }
        if (kind == Kind.SCRIPT) {
            String lower = content.toLowerCase(Locale.ROOT);
            for (String delimiter : new String[] {"</script", "<script", "<!--"}) {
                if (lower.contains(delimiter)) {
                    throw new IllegalArgumentException(
                            "a script cannot contain " + delimiter
                                    + ", which the parser of HTML takes for its own (WHATWG HTML §4.12.1.3); write \\x3C for its first character");
                }
            }
        }
    }

    /** HTML at the first element that a selector matches. */
    public static Injection html(Position position, String selector, String html) {
        return new Injection(position, selector, false, Kind.HTML, html);
    }

    /** A script at the first element that a selector matches. */
    public static Injection script(Position position, String selector, String source) {
        return new Injection(position, selector, false, Kind.SCRIPT, source);
    }

    /** The same at all elements that match. */
    public Injection everywhere() {
        return new Injection(position, selector, true, kind, content);
    }

    boolean isRoot() {
        return isRoot(selector);
    }

    private static boolean isRoot(String selector) {
        return selector.equals("head") || selector.equals("body");
    }
}
