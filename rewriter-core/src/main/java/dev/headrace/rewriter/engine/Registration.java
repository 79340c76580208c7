package dev.headrace.rewriter.engine;

/**
 * A handler and what it was registered for.
 *
 * @param subject the selector, or what else it is for
 * @param selector the number of its selector in the program, or -1
 * @param state the number of its state per document, or -1
 * @param implied whether it wants implied elements too
 */
public record Registration(
        Kind kind, String subject, int selector, int state, boolean implied, HandlerCall<?> handler) {
    /** What a handler is called with. */
    public enum Kind {
        ELEMENT,
        TEXT,
        TEXT_RUN,
        WHOLE_TEXT,
        COMMENT,
        DOCTYPE,
        END,
        BAIL_OUT;

        /** What a handler without a selector is for. */
        public String documentSubject() {
            return switch (this) {
                case ELEMENT -> "document";
                case TEXT, TEXT_RUN, WHOLE_TEXT -> "document text";
                case COMMENT -> "document comments";
                case DOCTYPE -> "doctype";
                case END -> "document end";
                case BAIL_OUT -> "bail-out";
            };
        }
    }

    @SuppressWarnings("unchecked")
    <T> HandlerCall<T> as() {
        return (HandlerCall<T>) handler;
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.TEXT_RUN || kind == Kind.WHOLE_TEXT;
    }

    /** Whether it is active from an element's start to its end. */
    boolean isForContent() {
        return isText() || kind == Kind.COMMENT;
    }
}
