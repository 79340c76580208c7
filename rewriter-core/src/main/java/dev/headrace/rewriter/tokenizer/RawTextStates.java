package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.token.TokenizerState;
import java.nio.charset.StandardCharsets;

/**
 * Text that only one thing can end: RCDATA, RAWTEXT, script data (WHATWG HTML §13.2.5.9–13.2.5.31), CDATA sections
 * (§13.2.5.69–13.2.5.71). What a {@code <} begins is decided by at most a dozen bytes, so these are looked at again when a
 * chunk ended among them.
 */
final class RawTextStates {
    private static final int NO = 0;
    private static final int YES = 1;
    private static final int UNDECIDED = 2;

    private static final int SCRIPT_DATA = 0;
    private static final int ESCAPED = 1;
    private static final int DOUBLE_ESCAPED = 2;

    private static final byte[] ESCAPE_START = ascii("!--");
    private static final byte[] SCRIPT = ascii("script");
    private static final byte[] SLASH_SCRIPT = ascii("/script");
    private static final byte[] CDATA_END = ascii("]]>");

    private final Tokenizer tokenizer;
    private int script;
    private int dashes;
    private int lead;

    RawTextStates(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Forgets where in a script or section the last one ended. */
    void restart() {
        script = SCRIPT_DATA;
        dashes = 0;
        lead = 0;
    }

    /** Whether nothing but the end tag, or a {@code <!--}, means anything here. */
    boolean isPlain() {
        return script == SCRIPT_DATA && tokenizer.textState != TokenizerState.CDATA_SECTION;
    }

    boolean run() {
        return switch (tokenizer.textState) {
            case SCRIPT_DATA -> script();
            case CDATA_SECTION -> tokenizer.encoding.isMultiByte() ? multiByteCdata() : cdata();
            default -> untilEndTag();
        };
    }

    private boolean untilEndTag() {
        int from = tokenizer.position;
        while (true) {
            int at = tokenizer.scan.indexOf(tokenizer.buffer, from, tokenizer.limit, (byte) '<');
            if (at == tokenizer.limit) {
                return outOfInput(at);
            }
            int answer = endTag(at);
            if (answer != NO) {
                return answer == YES || outOfInput(at);
            }
            from = at + 1;
        }
    }

    /** Everything up to {@code held} is text, and nothing is left to look at. */
    private boolean outOfInput(int held) {
        tokenizer.position = held;
        tokenizer.giveText(held, tokenizer.endOfFile);
        return false;
    }

    /** Whether an appropriate end tag begins at this {@code <}; if so, its walk has begun. */
    private int endTag(int at) {
        byte[] bytes = tokenizer.buffer;
        String name = tokenizer.lastStartTag.text();
        int nameStart = at + 2;
        if (at + 1 < tokenizer.limit && bytes[at + 1] != '/') {
            return NO;
        }
        for (int i = 0; i < name.length(); i++) {
            if (nameStart + i >= tokenizer.limit) {
                return undecided();
            }
            byte b = bytes[nameStart + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != name.charAt(i)) {
                return NO;
            }
        }
        int nameEnd = nameStart + name.length();
        if (nameEnd >= tokenizer.limit) {
            return undecided();
        }
        if (!endsName(bytes[nameEnd])) {
            return NO;
        }
        int scriptState = script;
        tokenizer.tokenStart = at;
        if (!tokenizer.closeText()) {
            script = scriptState;
        } else if (bytes[nameEnd] == '>') {
            tokenizer.finishEndTag(nameStart, nameEnd);
        } else {
            tokenizer.endTag = true;
            tokenizer.beginTagBehindName(nameStart, nameEnd);
        }
        return YES;
    }

    private int undecided() {
        return tokenizer.endOfFile ? NO : UNDECIDED;
    }

    private boolean script() {
        int at = tokenizer.position;
        while (at < tokenizer.limit) {
            if (script == SCRIPT_DATA) {
                at = tokenizer.scan.indexOf(tokenizer.buffer, at, tokenizer.limit, (byte) '<');
                if (at == tokenizer.limit) {
                    break;
                }
            }
            byte b = tokenizer.buffer[at];
            if (b != '<') {
                escaped(b);
                at++;
                continue;
            }
            int answer = lessThan(at);
            if (answer == YES) {
                return true;
            }
            if (answer == UNDECIDED) {
                break;
            }
            at = tokenizer.position;
        }
        return outOfInput(at);
    }

    /** §13.2.5.18–13.2.5.29: dashes count towards the end of the escape. */
    private void escaped(byte b) {
        if (b == '-') {
            dashes++;
        } else {
            if (b == '>' && dashes >= 2) {
                script = SCRIPT_DATA;
            }
            dashes = 0;
        }
    }

    /** Walks over a {@code <}, and over what it begins if that changes the state. */
    private int lessThan(int at) {
        if (script != DOUBLE_ESCAPED) {
            int answer = endTag(at);
            if (answer != NO) {
                return answer;
            }
        }
        int answer = script == SCRIPT_DATA
                ? follows(at + 1, ESCAPE_START)
                : followsName(at + 1, script == ESCAPED ? SCRIPT : SLASH_SCRIPT);
        if (answer == UNDECIDED) {
            return UNDECIDED;
        }
        dashes = 0;
        tokenizer.position = at + 1;
        if (answer == YES) {
            switch (script) {
                case SCRIPT_DATA -> {
                    script = ESCAPED;
                    dashes = 2;
                    tokenizer.position = at + 1 + ESCAPE_START.length;
                }
                case ESCAPED -> {
                    script = DOUBLE_ESCAPED;
                    tokenizer.position = at + 2 + SCRIPT.length;
                }
                default -> {
                    script = ESCAPED;
                    tokenizer.position = at + 2 + SLASH_SCRIPT.length;
                }
            }
        }
        return NO;
    }

    private int follows(int from, byte[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            if (from + i >= tokenizer.limit) {
                return undecided();
            }
            byte b = tokenizer.buffer[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != pattern[i]) {
                return NO;
            }
        }
        return YES;
    }

    private int followsName(int from, byte[] name) {
        int answer = follows(from, name);
        if (answer != YES) {
            return answer;
        }
        int end = from + name.length;
        if (end >= tokenizer.limit) {
            return undecided();
        }
        return endsName(tokenizer.buffer[end]) ? YES : NO;
    }

    private static boolean endsName(byte b) {
        return Tokenizer.isWhiteSpace(b) || b == '/' || b == '>';
    }

    private boolean cdata() {
        int from = tokenizer.position;
        while (true) {
            int at = tokenizer.scan.indexOf(tokenizer.buffer, from, tokenizer.limit, (byte) ']');
            if (at == tokenizer.limit) {
                return outOfInput(at);
            }
            int answer = follows(at, CDATA_END);
            if (answer == YES) {
                return endCdata(at);
            }
            if (answer == UNDECIDED) {
                return outOfInput(at);
            }
            from = at + 1;
        }
    }

    /** In the legacy multi-byte encodings the byte of a {@code ]} may be the second half of a character. */
    private boolean multiByteCdata() {
        int at = tokenizer.position;
        while (at < tokenizer.limit) {
            byte b = tokenizer.buffer[at];
            if (lead != 0) {
                boolean trail = isTrail(b);
                lead = 0;
                if (trail) {
                    at++;
                    continue;
                }
            }
            if (b < 0 && tokenizer.encoding.completeLength(tokenizer.buffer, at, at + 1) == 0) {
                lead = b;
            } else if (b == ']') {
                int answer = follows(at, CDATA_END);
                if (answer == YES) {
                    return endCdata(at);
                }
                if (answer == UNDECIDED) {
                    break;
                }
            }
            at++;
        }
        return outOfInput(at);
    }

    private boolean isTrail(byte b) {
        if (b != ']') {
            return true;
        }
        return !tokenizer.encoding.decode(new byte[] {(byte) lead, b}, 0, 2).endsWith("]");
    }

    private boolean endCdata(int at) {
        int end = at + CDATA_END.length;
        tokenizer.giveText(at, true);
        if (!tokenizer.isPaused()) {
            tokenizer.sink.cdataBoundary(tokenizer.buffer, at, end);
            tokenizer.enterText(TokenizerState.DATA, end);
        } else {
            tokenizer.position = at;
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
