package dev.headrace.rewriter.text;

/**
 * Reads one character reference in text from bytes in chunks cut anywhere, with state of fixed size however long the
 * reference is ({@code &#000…032;}). Of the encodings it wants only that ASCII is ASCII. One reference at a time; not
 * for use by two threads.
 */
public final class ReferenceScanner {
    private enum State {
        AMPERSAND,
        AFTER_AMPERSAND,
        NAME,
        NUMBER_SIGN,
        HEXADECIMAL_START,
        DECIMAL,
        HEXADECIMAL,
        DECIDED
    }

    private State state = State.AMPERSAND;
    private NameMatcher matcher = new NameMatcher();
    private int number;
    private long scanned;
    private int codePoint = -1;
    private long length;

    /** Begins anew: the next byte to come is the {@code &} of another reference. */
    public void reset() {
        state = State.AMPERSAND;
        matcher = new NameMatcher();
        number = 0;
        scanned = 0;
        codePoint = -1;
        length = 0;
    }

    /**
     * Reads on, the first byte of all being {@code &}. Returns the index of the byte at which all was decided, which
     * does not belong to the reference unless it is its {@code ;} (the index is then behind it); {@code end} if more is
     * needed.
     */
    public int scan(byte[] b, int start, int end) {
        int i = start;
        while (i < end && state != State.DECIDED) {
            if (!accept(b[i])) {
                finish();
                return i;
            }
            i++;
            scanned++;
        }
        return i;
    }

    /** Decides as if the text ended here. */
    public void finish() {
        switch (state) {
            case NAME -> decideName();
            case DECIMAL, HEXADECIMAL -> decideNumber(scanned);
            default -> decide(-1, 1);
        }
    }

    /** Whether enough has been read. */
    public boolean isDecided() {
        return state == State.DECIDED;
    }

    /** Once decided: the first code point of the reference, or -1 if the {@code &} begins none and is text itself. */
    public int codePoint() {
        return codePoint;
    }

    /** Once decided: the bytes of the reference with its {@code &}; 1 if there is none. */
    public long length() {
        return length;
    }

    /** Takes a byte; false if it cannot belong to the reference. */
    private boolean accept(int c) {
        switch (state) {
            case AMPERSAND -> {
                state = State.AFTER_AMPERSAND;
                return true;
            }
            case AFTER_AMPERSAND -> {
                state = c == '#' ? State.NUMBER_SIGN : State.NAME;
                return c == '#' || acceptInName(c);
            }
            case NAME -> {
                return acceptInName(c);
            }
            case NUMBER_SIGN -> {
                if ((c | 0x20) == 'x') {
                    state = State.HEXADECIMAL_START;
                    return true;
                }
                return acceptDigit(c, 10, State.DECIMAL);
            }
            case HEXADECIMAL_START -> {
                return acceptDigit(c, 16, State.HEXADECIMAL);
            }
            case DECIMAL -> {
                return acceptDigit(c, 10, State.DECIMAL) || acceptSemicolon(c);
            }
            case HEXADECIMAL -> {
                return acceptDigit(c, 16, State.HEXADECIMAL) || acceptSemicolon(c);
            }
            default -> throw new IllegalStateException("the reference is decided");
        }
    }

    private boolean acceptInName(int c) {
        if (!matcher.accept(c)) {
            return false;
        }
        if (c == ';') {
            decideName();
        }
        return true;
    }

    private boolean acceptDigit(int c, int base, State next) {
        int digit = NumericReference.digit(c, base);
        if (digit < 0) {
            return false;
        }
        number = NumericReference.append(number, base, digit);
        state = next;
        return true;
    }

    private boolean acceptSemicolon(int c) {
        if (c == ';') {
            decideNumber(scanned + 1);
        }
        return c == ';';
    }

    private void decideName() {
        int name = matcher.matched();
        if (name < 0) {
            decide(-1, 1);
        } else {
            decide(NamedReferences.firstCodePoint(name), 1 + NamedReferences.length(name));
        }
    }

    private void decideNumber(long referenceLength) {
        decide(NumericReference.codePoint(number), referenceLength);
    }

    private void decide(int decidedCodePoint, long referenceLength) {
        codePoint = decidedCodePoint;
        length = referenceLength;
        state = State.DECIDED;
    }
}
