package dev.headrace.benchmarks.cases;

/**
 * One handler of a case. Every engine gives the handler the same work: it counts its calls, and does what the action says.
 *
 * @param selector empty for the kinds that have none
 */
public record Rule(Kind kind, Action action, String selector) {
    /** What the handler is called for. */
    public enum Kind {
        /** The doctype. */
        DOCTYPE,
        /** All text, chunk by chunk. */
        DOCUMENT_TEXT,
        /** All comments. */
        DOCUMENT_COMMENTS,
        /** The end of the document. */
        DOCUMENT_END,
        /** Start tags whose element the selector matches. */
        ELEMENT,
        /** Text in elements that the selector matches, chunk by chunk. */
        TEXT,
        /** Comments in elements that the selector matches. */
        COMMENTS
    }

    /** What the handler does. */
    public enum Action {
        /** Counts; for text, asks whether the chunk is the last of its text node. */
        COUNT,
        /** Sets {@code href} to what it was, with {@code ?x=1} behind it. */
        APPEND_QUERY,
        /** Sets {@code data-x} to 1. */
        SET_ATTRIBUTE,
        /** Renames the element {@code body1}, and puts the text "test" behind it. */
        RENAME_BODY,
        /** Takes out what is in the element. */
        EMPTY,
        /** Reads name and value of every attribute, and asks to be called at the end. */
        READ_ALL
    }

    /** A handler that only counts its calls, for elements. */
    public static Rule counting(String selector) {
        return new Rule(Kind.ELEMENT, Action.COUNT, selector);
    }

    /** A handler that only counts its calls, for the document. */
    public static Rule counting(Kind kind) {
        return new Rule(kind, Action.COUNT, "");
    }

    /** Whether the handler changes the document. */
    public boolean changes() {
        return action != Action.COUNT && action != Action.READ_ALL;
    }

    /** As peers read it, with tabs between the parts. */
    public String line() {
        return kind + "\t" + action + "\t" + selector;
    }

    /** The rule of a {@link #line}. */
    public static Rule ofLine(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a rule is kind, action and selector with tabs between them, not " + line);
        }
        return new Rule(Kind.valueOf(parts[0]), Action.valueOf(parts[1]), parts[2]);
    }
}
