package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The data state (WHATWG HTML §13.2.5.1), and the fast way over tags: the loop in which most of a document's time is spent.
 *
 * <p>Here a tag is walked as a whole. A tag that is regular (a known way to write it, its end in sight) takes a few
 * 8-byte words: the name is looked up by the word that it is in, attributes are noted, and the tag is handed over. Whatever
 * is not regular, or not there yet, is left to the resumable states ({@link Tokenizer}) at its {@code <}; they know all of the
 * standard, and this here only what they would do anyway. So each byte is walked here once, and at most once more there.
 *
 * <p>What is meant to make it fast:
 *
 * <ul>
 *   <li>Where markup is dense, the positions of all {@code <} of the next stretch are noted beforehand ({@link ByteScan}): the
 *       processor can then begin with the next tag before it knows where this one ends. Where it is sparse, they are
 *       searched one at a time, for that the noting costs more than it saves.
 *   <li>Names end at the first byte that is at most a space, or one of {@code / < = > ?}. A word is searched for all of
 *       these at once, without a branch for each byte: how long names are can not be predicted.
 *   <li>The method is small enough to be compiled as one, and everything rare is in another, or in the caller: the compiler inlines
 *       in the order of the code until it has had enough, so that what leads to much code must not come early.
 * </ul>
 */
final class DataState {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** Returned for a tag that is to be walked by the states. */
    private static final int IRREGULAR = -1;

    /** Returned where the sink wants nothing more for now. */
    private static final int PAUSED = -2;

    /** {@code !--} */
    private static final long COMMENT_OPEN = '!' | '-' << 8 | '-' << 16;

    private static final long COMMENT_MASK = 0xFFFFFF;

    /** The longest look ahead from a tag's {@code <}: the word behind a {@code </}. */
    private static final int LONGEST_LOOK = 10;

    private static final int NONE_LEFT = Integer.MAX_VALUE;

    /** So many bytes are noted at once. */
    private static final int STRETCH = 512;

    /** Fewer {@code <} than one in so many bytes are searched one at a time. */
    private static final int SPARSE = 48;

    private final Tokenizer tokenizer;

    /** Positions of {@code <}, then {@link #NONE_LEFT}. */
    private int[] positions = {NONE_LEFT, NONE_LEFT};

    /** The first of them that was not looked at. */
    private int cursor;

    /** The first byte whose {@code <} are not in {@link #positions}. */
    private int scanned;

    /** How sparse markup was of late, in bytes for each {@code <}. */
    private int spacing = SPARSE;

    DataState(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Gets ready for another buffer. */
    void start() {
        positions[0] = NONE_LEFT;
        cursor = 0;
        scanned = 0;
    }

    /**
     * Walks text and tags; returns false if all from {@link Tokenizer#position} on is text.
     *
     * @param limit up to where the buffer may be read
     */
    boolean run(int limit) {
        while (walkNoted(limit)) {
            if (!findMore(tokenizer.buffer, tokenizer.position, limit)) {
                return false;
            }
        }
        return true;
    }

    /** Walks as far as positions are noted; returns false if it is the turn of another state, or of nobody, before that. */
    private boolean walkNoted(int limit) {
        Tokenizer to = tokenizer;
        TagToken tag = to.tag;
        byte[] bytes = to.buffer;
        int at = to.position;
        int[] noted = positions;
        int next = cursor;
        while (true) {
            int start = noted[next++];
            while (start < at) {
                start = noted[next++];
            }
            if (start == NONE_LEFT) {
                return true;
            }
            cursor = next;
            if (start + LONGEST_LOOK > limit) {
                return to.leaveToStates(start);
            }
            boolean endTag = bytes[start + 1] == '/';
            int nameStart = endTag ? start + 2 : start + 1;
            long word = (long) LONGS.get(bytes, nameStart);
            long stop = nameStops(word);
            int nameEnd;
            TagName name;
            if (stop != 0) {
                int bits = Long.numberOfTrailingZeros(stop) & -8;
                nameEnd = nameStart + (bits >>> 3);
                name = TagNames.ofWord((word | 0x20 * LANES) & ~(-1L << bits));
            } else {
                nameEnd = nameEnd(bytes, nameStart + 8, limit);
                name = null;
            }
            if (name == null) {
                if (!Tokenizer.isLetter(bytes[nameStart])) {
                    int end = comment(word, bytes, start, limit);
                    if (end == IRREGULAR) {
                        return to.leaveToStates(start);
                    }
                    if (end == PAUSED) {
                        return false;
                    }
                    at = end;
                    continue;
                }
                if (nameEnd == limit) {
                    return to.leaveToStates(start);
                }
                name = to.nameOf(nameStart, nameEnd);
            }
            tag.clear();
            int end = bytes[nameEnd] == '>' ? nameEnd + 1 : attributes(bytes, nameEnd, limit, tag);
            if (end == IRREGULAR) {
                return to.leaveToStates(start);
            }
            if (to.isTextWanted() && !to.passText(start)) {
                return false;
            }
            tag.start = start;
            tag.end = end;
            tag.nameStart = nameStart;
            tag.nameEnd = nameEnd;
            tag.name = name;
            at = end;
            to.position = end;
            to.textStart = end;
            if (endTag) {
                to.sink.endTag(tag);
            } else {
                to.lastStartTag = name;
                TokenizerState state = to.sink.startTag(tag);
                if (state != TokenizerState.DATA) {
                    to.enterText(state, end);
                    return false;
                }
            }
            if (to.isPaused()) {
                return false;
            }
        }
    }

    /** Finds the next {@code <} from {@code at} on, or all of the next stretch; returns false if there is none. */
    private boolean findMore(byte[] bytes, int at, int limit) {
        int from = Math.max(at, scanned);
        if (from >= limit) {
            return false;
        }
        cursor = 0;
        if (spacing < SPARSE) {
            return noteStretch(bytes, from, limit) || findMore(bytes, at, limit);
        }
        int found = tokenizer.scan.indexOf(bytes, from, limit, (byte) '<');
        spacing = (spacing * 7 + Math.min(found - at, STRETCH)) >>> 3;
        scanned = found + 1;
        positions[0] = found < limit ? found : NONE_LEFT;
        positions[1] = NONE_LEFT;
        return found < limit;
    }

    /** Returns whether there is any in the stretch from here on. */
    private boolean noteStretch(byte[] bytes, int from, int limit) {
        if (positions.length < STRETCH) {
            positions = new int[STRETCH + ByteScan.SLACK + 1];
        }
        int to = Math.min(limit, from + STRETCH);
        int count = tokenizer.scan.positions(bytes, from, to, positions);
        positions[count] = NONE_LEFT;
        scanned = to;
        spacing = (to - from) / (count + 1);
        return count > 0;
    }

    /**
     * Hands over a comment that ends as comments do (§13.2.5.43–13.2.5.52).
     *
     * @param word what stands behind the {@code <}
     * @return the end of the comment, {@link #IRREGULAR} or {@link #PAUSED}
     */
    private int comment(long word, byte[] bytes, int start, int limit) {
        if ((word & COMMENT_MASK) != COMMENT_OPEN) {
            return IRREGULAR;
        }
        int contentStart = start + 4;
        int from = contentStart;
        int end;
        do {
            end = tokenizer.scan.indexOf(bytes, from, limit, (byte) '>');
            from = end + 1;
            // "--!>" ends a comment too, and ">" and "->" do right at its start.
            if (end == limit || end < contentStart + 2 || bytes[end - 1] == '!') {
                return IRREGULAR;
            }
        } while (bytes[end - 1] != '-' || bytes[end - 2] != '-');
        if (tokenizer.isTextWanted() && !tokenizer.passText(start)) {
            return PAUSED;
        }
        tokenizer.position = from;
        tokenizer.textStart = from;
        tokenizer.sink.comment(bytes, start, contentStart, end - 2, from);
        return tokenizer.isPaused() ? PAUSED : from;
    }

    /**
     * Notes the attributes of a tag (§13.2.5.32–13.2.5.40).
     *
     * @param nameEnd the end of the tag's name
     * @return the end of the tag, or {@link #IRREGULAR}
     */
    private static int attributes(byte[] bytes, int nameEnd, int limit, TagToken tag) {
        int[] noted = tag.attributes;
        int used = 0;
        int at = nameEnd;
        while (at < limit) {
            int b = bytes[at];
            if (b == ' ' && at + 1 < limit) {
                b = bytes[++at];
            }
            // Nearly all names begin with a letter, so that one question answers all of these.
            if (b <= '>') {
                if (b == '>') {
                    tag.attributeCount = used / TagToken.STRIDE;
                    return at + 1;
                }
                if (Tokenizer.isWhiteSpace(b)) {
                    at++;
                    continue;
                }
                if (b == '/') {
                    at++;
                    if (at < limit && bytes[at] == '>') {
                        tag.attributeCount = used / TagToken.STRIDE;
                        tag.selfClosing = true;
                        return at + 1;
                    }
                    continue;
                }
            }
            int nameStart = at;
            at = nameEnd(bytes, at, limit);
            if (at == nameStart || at + 1 >= limit) {
                return IRREGULAR;
            }
            if (used == noted.length) {
                noted = tag.growAttributes();
            }
            noted[used + TagToken.NAME_START] = nameStart;
            noted[used + TagToken.NAME_END] = at;
            b = bytes[at];
            int valueStart = at;
            int valueEnd = at;
            if (b == '=') {
                byte quote = bytes[at + 1];
                valueStart = at + 2;
                if (quote == '"' || quote == '\'') {
                    valueEnd = SwarScan.find(bytes, valueStart, limit, quote);
                    at = valueEnd + 1;
                } else {
                    valueStart = at + 1;
                    valueEnd = unquotedEnd(bytes, valueStart, limit);
                    at = valueEnd;
                    if (valueEnd == valueStart) {
                        return IRREGULAR;
                    }
                }
            } else if (b == '<' || b == '?' || b < ' ' || b == ' ' && (bytes[at + 1] <= ' ' || bytes[at + 1] == '=')) {
                // An equals sign may follow white space, and some of the bytes that names end at here are parts of
                // names.
                return IRREGULAR;
            }
            noted[used + TagToken.VALUE_START] = valueStart;
            noted[used + TagToken.VALUE_END] = valueEnd;
            used += TagToken.STRIDE;
        }
        return IRREGULAR;
    }

    /**
     * The first byte in {@code [from, limit)} that may end a name: white space and other controls, and {@code / < = > ?}; or
     * {@code limit}, also if what is left is too short to tell.
     */
    private static int nameEnd(byte[] bytes, int from, int limit) {
        for (int at = from; at + 8 <= limit; at += 8) {
            long stop = nameStops((long) LONGS.get(bytes, at));
            if (stop != 0) {
                return at + (Long.numberOfTrailingZeros(stop) >>> 3);
            }
        }
        return limit;
    }

    /** A bit in the lane of the first byte that may end a name; those behind it mean nothing. */
    private static long nameStops(long word) {
        long slash = word ^ '/' * LANES;
        long angle = (word ^ 0x3C * LANES) & 0xFCFCFCFCFCFCFCFCL;
        return (word - 0x21 * LANES | slash - LANES | angle - LANES) & ~word & HIGHS;
    }

    /** The first byte that ends a value without quotes: white space and other controls, and {@code >}; or {@code limit}. */
    private static int unquotedEnd(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at + 8 <= limit; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            long stop = (word - 0x21 * LANES | (word ^ '>' * LANES) - LANES) & ~word & HIGHS;
            if (stop != 0) {
                return at + (Long.numberOfTrailingZeros(stop) >>> 3);
            }
        }
        while (at < limit && (bytes[at] > ' ' && bytes[at] != '>' || bytes[at] < 0)) {
            at++;
        }
        return at;
    }
}
