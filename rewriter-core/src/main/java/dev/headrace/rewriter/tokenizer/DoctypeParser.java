package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.token.DoctypeToken;
import java.nio.charset.StandardCharsets;

/** Takes a doctype apart, once its end was found (WHATWG HTML §13.2.5.53–13.2.5.68). */
final class DoctypeParser {
    private static final byte[] PUBLIC = "public".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SYSTEM = "system".getBytes(StandardCharsets.US_ASCII);

    private final DoctypeToken doctype;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    DoctypeParser(DoctypeToken doctype) {
        this.doctype = doctype;
    }

    /**
     * @param from behind {@code <!DOCTYPE}
     * @param to at the closing {@code >}, or at the end of input
     * @param cutOff whether it is the end of input
     */
    void parse(byte[] bytes, int tokenStart, int from, int to, int tokenEnd, boolean cutOff) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        doctype.clear();
        doctype.buffer = bytes;
        doctype.start = tokenStart;
        doctype.end = tokenEnd;
        // Behind a system identifier anything may follow: that is ignored, the end of input included.
        doctype.forceQuirks = !parts() || (cutOff && at == end);
    }

    /** Lets go of the buffer that the last doctype was in. */
    void release(byte[] newBuffer) {
        bytes = newBuffer;
        doctype.buffer = newBuffer;
    }

    /** Whether the doctype is whole and in order. */
    private boolean parts() {
        skipWhiteSpace();
        if (at == end) {
            return false;
        }
        doctype.nameStart = at;
        while (at < end && !Tokenizer.isWhiteSpace(bytes[at])) {
            at++;
        }
        doctype.nameEnd = at;
        skipWhiteSpace();
        if (at == end) {
            return true;
        }
        if (keyword(PUBLIC)) {
            return publicIdentifier() && systemIdentifier(false);
        }
        return keyword(SYSTEM) && systemIdentifier(true);
    }

    private boolean publicIdentifier() {
        skipWhiteSpace();
        int from = at + 1;
        int to = quoted();
        if (to < 0) {
            return false;
        }
        doctype.publicIdStart = from;
        doctype.publicIdEnd = to;
        return closed(to);
    }

    private boolean systemIdentifier(boolean required) {
        skipWhiteSpace();
        if (at == end) {
            return !required;
        }
        int from = at + 1;
        int to = quoted();
        if (to < 0) {
            return false;
        }
        doctype.systemIdStart = from;
        doctype.systemIdEnd = to;
        if (!closed(to)) {
            return false;
        }
        skipWhiteSpace();
        return true;
    }

    /** Walks a quoted string; its end, or -1 if none begins here. */
    private int quoted() {
        if (at == end || (bytes[at] != '"' && bytes[at] != '\'')) {
            return -1;
        }
        int to = SwarScan.find(bytes, at + 1, end, bytes[at]);
        at = Math.min(to + 1, end);
        return to;
    }

    private boolean closed(int to) {
        return to < end;
    }

    private boolean keyword(byte[] keyword) {
        if (end - at < keyword.length) {
            return false;
        }
        for (int i = 0; i < keyword.length; i++) {
            if ((bytes[at + i] | 0x20) != keyword[i]) {
                return false;
            }
        }
        at += keyword.length;
        return true;
    }

    private void skipWhiteSpace() {
        while (at < end && Tokenizer.isWhiteSpace(bytes[at])) {
            at++;
        }
    }
}
