package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TokenizerState;
import java.nio.charset.StandardCharsets;

/**
 * Comments, processing instructions, doctypes and the start of CDATA sections (WHATWG HTML §13.2.5.41–13.2.5.68). Whatever
 * state one of them is in, it can only end at a {@code >}; whether it does depends on the two or three bytes before.
 */
final class MarkupStates {
    /** Behind {@code <!}: what follows decides. */
    static final int DECLARATION = 0;

    static final int BOGUS_COMMENT = 1;

    /** Behind {@code <?}: the target decides between instruction and comment. */
    static final int TARGET = 2;

    private static final int COMMENT = 3;
    private static final int DOCTYPE = 4;
    private static final int PROCESSING_INSTRUCTION = 5;

    private static final byte[] DOCTYPE_NAME = "doctype".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CDATA_OPEN = "[CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final int LOOK_BACK = 3;

    private final Tokenizer tokenizer;
    private final DoctypeToken doctype = new DoctypeToken();
    private final DoctypeParser doctypes = new DoctypeParser(doctype);
    private int kind;
    private int contentStart;
    boolean release;

    MarkupStates(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    void encoding(Encoding encoding) {
        doctype.encoding = encoding;
    }

    void begin(int kind) {
        this.kind = kind;
        contentStart = tokenizer.position;
        if (kind == DECLARATION) {
            contentStart++;
        }
    }

    void rebase(byte[] newBuffer, int delta) {
        doctypes.release(newBuffer);
        // A comment whose bytes were released starts ever further in front of the buffer; how far does not matter.
        contentStart = Math.max(contentStart + delta, Integer.MIN_VALUE / 2);
    }

    boolean run() {
        return switch (kind) {
            case DECLARATION -> declaration();
            case TARGET -> target();
            case COMMENT -> comment();
            default -> toGreaterThan();
        };
    }

    /** §13.2.5.42 markup declaration open state. */
    private boolean declaration() {
        byte[] bytes = tokenizer.buffer;
        int from = tokenizer.tokenStart + 2;
        int available = tokenizer.limit - from;
        boolean undecided = false;
        if (available >= 2 && bytes[from] == '-' && bytes[from + 1] == '-') {
            return go(COMMENT, from + 2);
        }
        undecided |= available == 0 || (available == 1 && bytes[from] == '-');
        int doctypeMatch = prefix(DOCTYPE_NAME, from, available, 0x20);
        if (doctypeMatch == DOCTYPE_NAME.length) {
            return go(DOCTYPE, from + DOCTYPE_NAME.length);
        }
        int cdataMatch = tokenizer.sink.isCdataAllowed() ? prefix(CDATA_OPEN, from, available, 0) : 0;
        if (cdataMatch == CDATA_OPEN.length) {
            cdata(from + CDATA_OPEN.length);
            return true;
        }
        undecided |= available > 0 && (doctypeMatch == available || cdataMatch == available);
        if (undecided && !tokenizer.endOfFile) {
            tokenizer.position = tokenizer.limit;
            tokenizer.giveTextBefore(tokenizer.tokenStart);
            return false;
        }
        return go(BOGUS_COMMENT, from);
    }

    private void cdata(int contentAt) {
        tokenizer.giveText(tokenizer.tokenStart, true);
        if (tokenizer.isPaused()) {
            tokenizer.meetAgain();
            return;
        }
        tokenizer.sink.cdataBoundary(tokenizer.buffer, tokenizer.tokenStart, contentAt);
        tokenizer.enterText(TokenizerState.CDATA_SECTION, contentAt);
    }

    private boolean go(int next, int from) {
        kind = next;
        contentStart = from;
        tokenizer.position = from;
        return tokenizer.closeText();
    }

    /** How many bytes agree, up to the end of the pattern or of what came. */
    private int prefix(byte[] pattern, int from, int available, int fold) {
        int matched = 0;
        while (matched < pattern.length
                && matched < available
                && (tokenizer.buffer[from + matched] | fold) == pattern[matched]) {
            matched++;
        }
        return matched;
    }

    /** The states between {@code <?} and the end of an instruction's target. */
    private boolean target() {
        byte[] bytes = tokenizer.buffer;
        int from = tokenizer.tokenStart + 2;
        int at = Math.max(tokenizer.position, from);
        while (at < tokenizer.limit && isTargetByte(bytes[at], at == from)) {
            at++;
        }
        tokenizer.position = at;
        if (at >= tokenizer.limit) {
            if (!tokenizer.endOfFile) {
                tokenizer.giveTextBefore(tokenizer.tokenStart);
                return false;
            }
            return tokenizer.closeText() && skip();
        }
        byte b = bytes[at];
        boolean delimited = Tokenizer.isWhiteSpace(b) || b == '?' || b == '>';
        if (at > from && delimited && !isXml(from, at)) {
            return go(PROCESSING_INSTRUCTION, at);
        }
        return go(BOGUS_COMMENT, tokenizer.tokenStart + 1);
    }

    private boolean skip() {
        tokenizer.skipRest();
        return true;
    }

    private boolean isXml(int from, int to) {
        String target = new String(tokenizer.buffer, from, to - from, StandardCharsets.ISO_8859_1);
        return target.equalsIgnoreCase("xml") || target.equalsIgnoreCase("xml-stylesheet");
    }

    private static boolean isTargetByte(byte b, boolean first) {
        return Tokenizer.isLetter(b) || b == '_' || (!first && (b == '-' || (b >= '0' && b <= '9')));
    }

    /** §13.2.5.43–13.2.5.52: every way for a comment to end. */
    private boolean comment() {
        byte[] bytes = tokenizer.buffer;
        int from = tokenizer.position;
        while (true) {
            int at = tokenizer.scan.indexOf(bytes, from, tokenizer.limit, (byte) '>');
            if (at == tokenizer.limit) {
                return suspend(at - dashesBefore(at));
            }
            int contentEnd = commentEnd(bytes, at);
            if (contentEnd >= contentStart) {
                return give(contentEnd, at + 1);
            }
            from = at + 1;
        }
    }

    /** Where the content ends if the comment ends at this {@code >}, or less than its start if it does not. */
    private int commentEnd(byte[] bytes, int at) {
        int length = at - contentStart;
        boolean abrupt = length == 0 || (length == 1 && bytes[contentStart] == '-');
        if (abrupt) {
            return contentStart;
        }
        if (length >= 2 && bytes[at - 1] == '-' && bytes[at - 2] == '-') {
            return at - 2;
        }
        if (length >= 3 && bytes[at - 1] == '!' && bytes[at - 2] == '-' && bytes[at - 3] == '-') {
            return at - 3;
        }
        return Integer.MIN_VALUE;
    }

    /** How many bytes at the end of input were the beginning of the comment's end. */
    private int dashesBefore(int end) {
        byte[] bytes = tokenizer.buffer;
        int length = end - contentStart;
        if (length >= 3 && bytes[end - 1] == '!' && bytes[end - 2] == '-' && bytes[end - 3] == '-') {
            return 3;
        }
        if (length >= 2 && bytes[end - 1] == '-' && bytes[end - 2] == '-') {
            return 2;
        }
        return length >= 1 && bytes[end - 1] == '-' ? 1 : 0;
    }

    private boolean toGreaterThan() {
        int at = tokenizer.scan.indexOf(tokenizer.buffer, tokenizer.position, tokenizer.limit, (byte) '>');
        return at == tokenizer.limit ? suspend(at) : give(at, at + 1);
    }

    /** The end of what came, with no end in sight. */
    private boolean suspend(int contentEnd) {
        tokenizer.position = tokenizer.limit;
        if (tokenizer.endOfFile) {
            if (kind == PROCESSING_INSTRUCTION) {
                return skip();
            }
            doctype.forceQuirks = true;
            return give(contentEnd, tokenizer.limit);
        }
        if (release && kind != DOCTYPE) {
            tokenizer.tokenStart = Math.max(tokenizer.tokenStart, tokenizer.limit - LOOK_BACK);
            tokenizer.textStart = tokenizer.tokenStart;
        }
        return false;
    }

    private boolean give(int contentEnd, int end) {
        byte[] bytes = tokenizer.buffer;
        int start = tokenizer.tokenStart;
        tokenizer.textState = TokenizerState.DATA;
        tokenizer.resumeText(end);
        switch (kind) {
            case PROCESSING_INSTRUCTION ->
                tokenizer.sink.processingInstruction(bytes, start, contentStart, contentEnd, end);
            case DOCTYPE -> {
                boolean cutOff = tokenizer.endOfFile && contentEnd == end;
                doctypes.parse(bytes, start, contentStart, contentEnd, end, cutOff);
                tokenizer.sink.doctype(doctype);
            }
            default -> tokenizer.sink.comment(bytes, start, contentStart, contentEnd, end);
        }
        return true;
    }
}
