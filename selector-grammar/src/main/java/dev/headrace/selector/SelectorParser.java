package dev.headrace.selector;

/** Parses selectors (Selectors 4, section 3.10; CSS Syntax 3). Safe for use by many threads. */
public final class SelectorParser {
    private SelectorParser() {}

    /**
     * Parses a selector list within {@link SelectorLimits#DEFAULT}.
     *
     * @param text the selectors, separated by commas
     * @return the list, never empty
     * @throws SelectorException if the text is not a selector list, or has something that cannot be matched on a stream
     */
    public static SelectorList parse(String text) {
        return parse(text, SelectorLimits.DEFAULT);
    }

    /**
     * Parses a selector list.
     *
     * @param text the selectors, separated by commas
     * @param limits the sizes beyond which the text is refused unparsed
     * @return the list, never empty
     * @throws SelectorException if the text is not a selector list, or has something that cannot be matched on a stream
     */
    public static SelectorList parse(String text, SelectorLimits limits) {
        throw new UnsupportedOperationException(text + limits);
    }
}
