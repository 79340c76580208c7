package dev.headrace.selector;

/**
 * What the parser refuses because of its size, before it parses.
 *
 * @param maxLength the longest text, in UTF-16 code units
 * @param maxNestingDepth how many functional pseudo-classes may stand inside one another
 */
public record SelectorLimits(int maxLength, int maxNestingDepth) {
    /** 65,536 code units; 32 levels. */
    public static final SelectorLimits DEFAULT = new SelectorLimits(65_536, 32);

    /** The deepest nesting that can be allowed: parsing takes stack in proportion to it. */
    public static final int HIGHEST_NESTING_DEPTH = 64;

    /**
     * Makes limits.
     *
     * @throws IllegalArgumentException if one is negative, or the depth above {@link #HIGHEST_NESTING_DEPTH}
     */
    public SelectorLimits {
        if (maxLength < 0) {
            throw new IllegalArgumentException("maxLength: " + maxLength + " is negative");
        }
        if (maxNestingDepth < 0 || maxNestingDepth > HIGHEST_NESTING_DEPTH) {
            throw new IllegalArgumentException(
                    "maxNestingDepth: " + maxNestingDepth + " is not from 0 to " + HIGHEST_NESTING_DEPTH);
        }
    }
}
