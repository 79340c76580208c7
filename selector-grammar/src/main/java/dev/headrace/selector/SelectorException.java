package dev.headrace.selector;

import java.io.Serial;

/**
 * A selector that was refused: where, for what, and what would be right.
 *
 * <p>The message is one line with all of it, and quotes no more than a part of a long selector.
 */
public final class SelectorException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int QUOTED_LENGTH = 80;

    /** Why a selector is refused. */
    public enum Kind {
        /** There is no selector at all. */
        EMPTY,
        /** A combinator or comma lacks a selector on one of its sides. */
        DANGLING_COMBINATOR,
        /** A character or token that cannot stand where it does. */
        UNEXPECTED_TOKEN,
        /** A malformed attribute selector. */
        ATTRIBUTE,
        /** A malformed pseudo-class: its name is missing, or its argument is missing, wrong or not allowed. */
        PSEUDO_CLASS,
        /** The text ends inside a string, comment, attribute selector or argument. */
        UNCLOSED,
        /** A pseudo-class or pseudo-element that CSS does not have. */
        UNKNOWN_PSEUDO_CLASS,
        /** A malformed qualified name, or a namespace prefix: none can be declared. */
        NAMESPACE,
        /** It depends on content or siblings that come after the start tag. */
        NOT_STREAMABLE,
        /** It depends on the state of a browser or on rendering. */
        NOT_SUPPORTED,
        /** The text is longer than {@link SelectorLimits#maxLength}. */
        TOO_LONG,
        /** The nesting is deeper than {@link SelectorLimits#maxNestingDepth}. */
        TOO_DEEP
    }

    private final Kind kind;
    private final String selector;
    private final int offset;
    private final String offendingText;
    private final String explanation;

    SelectorException(Kind kind, String selector, int offset, String offendingText, String explanation) {
        super("selector \"" + quote(selector, offset) + "\": offset " + offset + ": " + explanation);
        this.kind = kind;
        this.selector = selector;
        this.offset = offset;
        this.offendingText = offendingText;
        this.explanation = explanation;
    }

    /** Why the selector is refused. */
    public Kind kind() {
        return kind;
    }

    /** The whole text that was to be parsed. */
    public String selector() {
        return selector;
    }

    /** Where the offending text begins, in UTF-16 code units from the start of {@link #selector}. */
    public int offset() {
        return offset;
    }

    /** The part of the selector that is refused; empty at the end of the text. */
    public String offendingText() {
        return offendingText;
    }

    /** What was found and what is expected there, or why it cannot be matched on a stream. */
    public String explanation() {
        return explanation;
    }

    /** The text on one line, cut to the neighbourhood of the offset. */
    private static String quote(String text, int offset) {
        int start = Math.max(0, Math.min(offset - QUOTED_LENGTH / 2, text.length() - QUOTED_LENGTH));
        int end = Math.min(text.length(), start + QUOTED_LENGTH);
        StringBuilder quoted = new StringBuilder(start > 0 ? "…" : "");
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            quoted.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return quoted.append(end < text.length() ? "…" : "").toString();
    }
}
