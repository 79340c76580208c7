package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.token.TagToken;

/** Walks a tag from its name to its {@code >}, noting attributes (WHATWG HTML §13.2.5.8, §13.2.5.32–13.2.5.40). */
final class TagStates {
    private static final int TAG_NAME = 0;
    private static final int BEFORE_ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_NAME = 2;
    private static final int AFTER_ATTRIBUTE_NAME = 3;
    private static final int BEFORE_ATTRIBUTE_VALUE = 4;
    private static final int ATTRIBUTE_VALUE_DOUBLE_QUOTED = 5;
    private static final int ATTRIBUTE_VALUE_SINGLE_QUOTED = 6;
    private static final int ATTRIBUTE_VALUE_UNQUOTED = 7;
    private static final int SELF_CLOSING_START_TAG = 8;

    /** Bits of {@link #CLASS}: which states a byte ends. */
    private static final int ENDS_TAG_NAME = 1;

    private static final int ENDS_ATTRIBUTE_NAME = 2;
    private static final int ENDS_UNQUOTED = 4;
    private static final int WHITE_SPACE = 8;
    private static final byte[] CLASS = classes();

    private final Tokenizer tokenizer;
    private int state;

    TagStates(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Begins with the first letter of a tag's name. */
    void begin(int nameStart) {
        TagToken tag = tokenizer.tag;
        tag.clear();
        tag.start = tokenizer.tokenStart;
        tag.nameStart = nameStart;
        tokenizer.position = nameStart;
        state = TAG_NAME;
    }

    /** Begins behind the name, which is known already. */
    void beginBehindName(int nameStart, int nameEnd) {
        begin(nameStart);
        tokenizer.tag.nameEnd = nameEnd;
        tokenizer.position = nameEnd;
        state = BEFORE_ATTRIBUTE_NAME;
    }

    boolean run() {
        TagToken tag = tokenizer.tag;
        byte[] bytes = tokenizer.buffer;
        int limit = tokenizer.limit;
        int at = tokenizer.position;
        int now = state;
        while (at < limit) {
            switch (now) {
                case TAG_NAME -> {
                    while (at < limit && (CLASS[bytes[at] & 0xFF] & ENDS_TAG_NAME) == 0) {
                        at++;
                    }
                    if (at < limit) {
                        tag.nameEnd = at;
                        now = BEFORE_ATTRIBUTE_NAME;
                    }
                }
                case BEFORE_ATTRIBUTE_NAME -> {
                    byte b = bytes[at];
                    if (b == '>') {
                        return finish(at + 1);
                    } else if (b == '/') {
                        at++;
                        now = SELF_CLOSING_START_TAG;
                    } else if ((CLASS[b & 0xFF] & WHITE_SPACE) != 0) {
                        at++;
                    } else {
                        tag.beginAttribute(at++);
                        now = ATTRIBUTE_NAME;
                    }
                }
                case ATTRIBUTE_NAME -> {
                    while (at < limit && (CLASS[bytes[at] & 0xFF] & ENDS_ATTRIBUTE_NAME) == 0) {
                        at++;
                    }
                    if (at < limit) {
                        tag.endAttributeName(at);
                        if (bytes[at] == '=') {
                            at++;
                            now = BEFORE_ATTRIBUTE_VALUE;
                        } else {
                            now = AFTER_ATTRIBUTE_NAME;
                        }
                    }
                }
                case AFTER_ATTRIBUTE_NAME -> {
                    byte b = bytes[at];
                    if ((CLASS[b & 0xFF] & WHITE_SPACE) != 0) {
                        at++;
                    } else if (b == '=') {
                        at++;
                        now = BEFORE_ATTRIBUTE_VALUE;
                    } else {
                        tag.endAttribute();
                        now = BEFORE_ATTRIBUTE_NAME;
                    }
                }
                case BEFORE_ATTRIBUTE_VALUE -> {
                    byte b = bytes[at];
                    if ((CLASS[b & 0xFF] & WHITE_SPACE) != 0) {
                        at++;
                    } else if (b == '"' || b == '\'') {
                        at++;
                        tag.attributeValue(at, at);
                        now = b == '"' ? ATTRIBUTE_VALUE_DOUBLE_QUOTED : ATTRIBUTE_VALUE_SINGLE_QUOTED;
                    } else {
                        tag.attributeValue(at, at);
                        now = ATTRIBUTE_VALUE_UNQUOTED;
                    }
                }
                case ATTRIBUTE_VALUE_DOUBLE_QUOTED, ATTRIBUTE_VALUE_SINGLE_QUOTED -> {
                    int quote = now == ATTRIBUTE_VALUE_DOUBLE_QUOTED ? '"' : '\'';
                    at = SwarScan.find(bytes, at, limit, (byte) quote);
                    if (at < limit) {
                        tag.attributeValue(tag.attributeValueStart(tag.attributeCount), at);
                        tag.endAttribute();
                        at++;
                        now = BEFORE_ATTRIBUTE_NAME;
                    }
                }
                case ATTRIBUTE_VALUE_UNQUOTED -> {
                    while (at < limit && (CLASS[bytes[at] & 0xFF] & ENDS_UNQUOTED) == 0) {
                        at++;
                    }
                    if (at < limit) {
                        tag.attributeValue(tag.attributeValueStart(tag.attributeCount), at);
                        tag.endAttribute();
                        now = BEFORE_ATTRIBUTE_NAME;
                    }
                }
                default -> {
                    if (bytes[at] == '>') {
                        tag.selfClosing = true;
                        return finish(at + 1);
                    }
                    now = BEFORE_ATTRIBUTE_NAME;
                }
            }
        }
        state = now;
        tokenizer.position = at;
        if (tokenizer.endOfFile) {
            tokenizer.skipRest();
        }
        return false;
    }

    private boolean finish(int end) {
        tokenizer.position = end;
        tokenizer.finishTag(end);
        return true;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (char c : "\t\n\f\r ".toCharArray()) {
            classes[c] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME | ENDS_UNQUOTED | WHITE_SPACE;
        }
        classes['>'] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME | ENDS_UNQUOTED;
        classes['/'] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME;
        classes['='] = ENDS_ATTRIBUTE_NAME;
        return classes;
    }
}
