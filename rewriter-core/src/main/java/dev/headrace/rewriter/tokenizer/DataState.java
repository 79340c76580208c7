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
 * <p>What makes it fast, each measured:
 *
 * <ul>
 *   <li>Where markup is dense, the positions of all {@code <} of the next stretch are noted beforehand ({@link ByteScan}): the
 *       processor can then begin with the next tag before it knows where this one ends. Where it is sparse, they are
 *       searched one at a time, for that the noting costs more than it saves.
 *   <li>Behind the input stand bytes that end every search, so that the inner loops look for one thing only. Whether the end
 *       was a real one is asked once per attribute, and once per tag.
 *   <li>Names end at the first byte that is at most a space, or one of {@code / < = > ?}. A word is searched for all of
 *       these at once, without a branch for each byte: how long names are can not be predicted.
 *   <li>The method is small enough to be compiled as one, and everything rare is in another.
 * </ul>
 */
final class DataState {
    /** How many bytes behind the input have to be there: the longest read begins right behind the guard. */
    static final int SPARE_BYTES = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /**
     * Ends any search: {@code "'>}, and the quotes once more, since the first may pass for one that opens a value. It is no end
     * of a name that could be taken for a real one.
     */
    private static final long GUARD = '"' | '\'' << 8 | '>' << 16 | (long) '"' << 32 | (long) '\'' << 40;

    /** Returned for a tag that is to be walked by the states. */
    private static final int IRREGULAR = -1;

    private static final int NONE_LEFT = Integer.MAX_VALUE;

    /** So many bytes are noted at once. */
    static final int STRETCH = 1024;

    /** Fewer {@code <} than one in so many bytes are searched one at a time. */
    private static final int SPARSE = 48;

    /** Larger than any array of positions needs to be. */
    static final int POSITIONS = STRETCH + ByteScan.SLACK + 1;

    private final Tokenizer tokenizer;

    /** Positions of {@code <}, then {@link #NONE_LEFT}; there may be room for one and that only. */
    private int[] positions = {};

    /** The first of them that was not looked at. */
    private int cursor;

    /** The first byte whose {@code <} are not in {@link #positions}. */
    private int scanned;

    /** How sparse markup was of late, in bytes for each {@code <}. */
    private int spacing = SPARSE;

    DataState(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Gets ready for another buffer; with room in it for {@link #POSITIONS}, many are noted at once. */
    void start(int[] room) {
        positions = room;
        positions[0] = NONE_LEFT;
        cursor = 0;
        scanned = 0;
    }

    /** Puts a guard behind the input; what stood there is returned, to be put back. */
    static long guard(byte[] bytes, int limit) {
        long there = (long) LONGS.get(bytes, limit);
        LONGS.set(bytes, limit, GUARD);
        return there;
    }

    static void unguard(byte[] bytes, int limit, long there) {
        LONGS.set(bytes, limit, there);
    }

    /** Walks text and tags; as {@link Tokenizer}'s other states, returns false at the end of what is there. */
    boolean run() {
        Tokenizer to = tokenizer;
        TagToken tag = to.tag;
        byte[] bytes = to.buffer;
        int limit = to.limit;
        int at = to.position;
        int[] noted = positions;
        int next = cursor;
        while (true) {
            int start = noted[next++];
            while (start < at) {
                start = noted[next++];
            }
            if (start == NONE_LEFT) {
                if (!findMore(bytes, at, limit)) {
                    return to.endOfInput();
                }
                next = 0;
                continue;
            }
            cursor = next;
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
                nameEnd = nameEnd(bytes, nameStart + 8);
                name = null;
            }
            if (name == null) {
                if (nameEnd >= limit || !Tokenizer.isLetter(bytes[nameStart])) {
                    return to.leaveToStates(start);
                }
                name = to.nameOf(nameStart, nameEnd);
            }
            tag.attributeCount = 0;
            tag.selfClosing = false;
            int end = bytes[nameEnd] == '>' ? nameEnd + 1 : attributes(bytes, nameEnd, limit, tag);
            if (end == IRREGULAR || end > limit) {
                return to.leaveToStates(start);
            }
            if ((start != to.textStart || to.textOpen) && !to.passText(start)) {
                return true;
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
                    return true;
                }
            }
            if (to.isPaused()) {
                return true;
            }
        }
    }

    /** Finds the next {@code <} from {@code at} on, or all of the next stretch; returns false if there is none. */
    private boolean findMore(byte[] bytes, int at, int limit) {
        int from = Math.max(at, scanned);
        if (from >= limit) {
            return false;
        }
        int[] noted = positions;
        if (spacing < SPARSE && noted.length >= POSITIONS) {
            int to = Math.min(limit, from + STRETCH);
            int count = tokenizer.scan.positions(bytes, from, to, noted);
            noted[count] = NONE_LEFT;
            scanned = to;
            spacing = (to - from) / (count + 1);
            cursor = 0;
            return count > 0 || findMore(bytes, at, limit);
        }
        int found = tokenizer.scan.indexOf(bytes, from, limit, (byte) '<');
        spacing = (spacing * 7 + Math.min(found - at, STRETCH)) >>> 3;
        scanned = found + 1;
        noted[0] = found < limit ? found : NONE_LEFT;
        noted[1] = NONE_LEFT;
        cursor = 0;
        return found < limit;
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
            if (Tokenizer.isWhiteSpace(b)) {
                at++;
                continue;
            }
            if (b == '>') {
                tag.attributeCount = used / TagToken.STRIDE;
                return at + 1;
            }
            if (b == '/') {
                at++;
                if (bytes[at] == '>') {
                    tag.attributeCount = used / TagToken.STRIDE;
                    tag.selfClosing = true;
                    return at + 1;
                }
                continue;
            }
            int nameStart = at;
            at = nameEnd(bytes, at);
            if (at == nameStart) {
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
                    valueEnd = find(bytes, valueStart, quote);
                    at = valueEnd + 1;
                } else {
                    valueStart = at + 1;
                    valueEnd = unquotedEnd(bytes, valueStart);
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

    /** The first byte from {@code from} on that may end a name: white space and other controls, and {@code / < = > ?}. */
    private static int nameEnd(byte[] bytes, int from) {
        int at = from;
        long stop = nameStops((long) LONGS.get(bytes, at));
        while (stop == 0) {
            at += 8;
            stop = nameStops((long) LONGS.get(bytes, at));
        }
        return at + (Long.numberOfTrailingZeros(stop) >>> 3);
    }

    /** A bit in the lane of the first byte that may end a name; those behind it mean nothing. */
    private static long nameStops(long word) {
        long slash = word ^ '/' * LANES;
        long angle = (word ^ 0x3C * LANES) & 0xFCFCFCFCFCFCFCFCL;
        return (word - 0x21 * LANES | slash - LANES | angle - LANES) & ~word & HIGHS;
    }

    /** The first byte that ends a value without quotes: white space and other controls, and {@code >}. */
    private static int unquotedEnd(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] > ' ' && bytes[at] != '>' || bytes[at] < 0) {
            at++;
        }
        return at;
    }

    /** The first byte of this value from {@code from} on; there is one. */
    private static int find(byte[] bytes, int from, byte wanted) {
        long pattern = wanted * LANES;
        int at = from;
        while (true) {
            long different = (long) LONGS.get(bytes, at) ^ pattern;
            long hit = different - LANES & ~different & HIGHS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += 8;
        }
    }
}
