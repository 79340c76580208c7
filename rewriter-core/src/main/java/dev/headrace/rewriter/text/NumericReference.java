package dev.headrace.rewriter.text;

/** The arithmetic of numeric character references (HTML §13.2.5.75 to 80). */
final class NumericReference {
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    /** What the numbers 80 to 9F mean: windows-1252, its five holes being the control characters themselves. */
    private static final String C1 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                    + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private NumericReference() {}

    /** The value of {@code c} as a digit in the given base (10 or 16), or -1. */
    static int digit(int c, int base) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** One more digit behind {@code number}, which stops growing when it is past the last code point. */
    static int append(int number, int base, int digit) {
        return number > Character.MAX_CODE_POINT ? number : number * base + digit;
    }

    static int codePoint(int number) {
        if (number == 0 || number > Character.MAX_CODE_POINT || (number >= 0xD800 && number <= 0xDFFF)) {
            return REPLACEMENT_CHARACTER;
        }
        return number >= 0x80 && number <= 0x9F ? C1.charAt(number - 0x80) : number;
    }
}
