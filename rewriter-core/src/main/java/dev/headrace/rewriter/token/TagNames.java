package dev.headrace.rewriter.token;

import dev.headrace.rewriter.encoding.Encoding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link TagName} of the bytes of a tag. Known names come from a table that all share; the last unknown ones
 * (custom elements, mostly) are kept in a small cache per stream, so that a page that repeats them allocates nothing.
 */
public final class TagNames {
    private static final int KNOWN_MASK = 1023;
    private static final int CACHE_SIZE = 64;
    private static final int LONGEST_SPELLING = 64;
    private static final @Nullable TagName[] KNOWN_BY_HASH = knownByHash();

    /** Chosen so that no two known names fall into one slot; a test holds that. */
    private static final long WORD_MIX = 0xd3667dae0256d959L;

    private static final int WORD_SHIFT = 54;
    private static final long[] WORDS = new long[1 << (64 - WORD_SHIFT)];
    private static final @Nullable TagName[] KNOWN_BY_WORD = knownByWord();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SPELLINGS_SHIFT = 58;

    private @Nullable TagName @Nullable [] unknown;
    private @Nullable Spelling @Nullable [] spellings;

    /** How a name of eight bytes or more was written of late: ASCII, in any case. */
    private static final class Spelling {
        private final long head;
        private final long tail;
        private final byte[] bytes;
        private final TagName name;

        Spelling(long head, long tail, byte[] bytes, TagName name) {
            this.head = head;
            this.tail = tail;
            this.bytes = bytes;
            this.name = name;
        }

        boolean is(long otherHead, long otherTail, byte[] in, int start, int end) {
            int length = end - start;
            return head == otherHead
                    && tail == otherTail
                    && bytes.length == length
                    && (length <= 2 * Long.BYTES || Arrays.equals(bytes, 0, length, in, start, end));
        }
    }

    /** The known name of at most seven bytes, in lower case, the first being the lowest of the word; or null. */
    public static @Nullable TagName ofWord(long word) {
        int slot = (int) (word * WORD_MIX >>> WORD_SHIFT);
        return WORDS[slot] == word ? KNOWN_BY_WORD[slot] : null;
    }

    /** The known name with this hash and these bytes, in any case, or null. */
    public static @Nullable TagName known(long hash, byte[] bytes, int start, int end) {
        for (int slot = slot(hash); ; slot = (slot + 1) & KNOWN_MASK) {
            TagName name = KNOWN_BY_HASH[slot];
            if (name == null || (name.hash == hash && name.equalsAscii(bytes, start, end))) {
                return name;
            }
        }
    }

    /** The name of these bytes, all of them ASCII and none NUL. */
    public TagName find(byte[] bytes, int start, int end) {
        long hash = TagName.hash(bytes, start, end);
        TagName name = known(hash, bytes, start, end);
        if (name != null) {
            return name;
        }
        @Nullable TagName[] cache = cache();
        int slot = slot(hash) & (CACHE_SIZE - 1);
        TagName cached = cache[slot];
        if (cached != null && cached.hash == hash && cached.equalsAscii(bytes, start, end)) {
            return cached;
        }
        char[] lower = new char[end - start];
        for (int i = start; i < end; i++) {
            lower[i - start] = (char) TagName.lower(bytes[i]);
        }
        TagName fresh = new TagName(TagId.UNKNOWN, new String(lower));
        cache[slot] = fresh;
        return fresh;
    }

    /** The name of these bytes, whatever they are. */
    public TagName find(Encoding encoding, byte[] bytes, int start, int end) {
        if (end - start < Long.BYTES) {
            return findUnspelled(encoding, bytes, start, end);
        }
        if (spellings == null) {
            spellings = new Spelling[1 << (Long.SIZE - SPELLINGS_SHIFT)];
        }
        long head = (long) LONGS.get(bytes, start);
        long tail = (long) LONGS.get(bytes, end - Long.BYTES);
        int slot = (int) ((head * WORD_MIX ^ tail) * WORD_MIX >>> SPELLINGS_SHIFT);
        Spelling spelling = spellings[slot];
        if (spelling != null && spelling.is(head, tail, bytes, start, end)) {
            return spelling.name;
        }
        TagName name = findUnspelled(encoding, bytes, start, end);
        if (end - start <= LONGEST_SPELLING && isAscii(bytes, start, end)) {
            spellings[slot] = new Spelling(head, tail, Arrays.copyOfRange(bytes, start, end), name);
        }
        return name;
    }

    private TagName findUnspelled(Encoding encoding, byte[] bytes, int start, int end) {
        return isAscii(bytes, start, end)
                ? find(bytes, start, end)
                : of(TagToken.canonicalName(encoding, bytes, start, end));
    }

    /** Whether all bytes are ASCII, and none NUL. */
    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** The name of a text that is in lower case already. */
    public static TagName of(String lowerCase) {
        TagName probe = new TagName(TagId.UNKNOWN, lowerCase);
        for (int slot = slot(probe.hash); ; slot = (slot + 1) & KNOWN_MASK) {
            TagName name = KNOWN_BY_HASH[slot];
            if (name == null) {
                return probe;
            }
            if (name.hash == probe.hash && name.text().equals(lowerCase)) {
                return name;
            }
        }
    }

    private @Nullable TagName[] cache() {
        if (unknown == null) {
            unknown = new TagName[CACHE_SIZE];
        }
        return unknown;
    }

    private static int slot(long hash) {
        return (int) (hash ^ (hash >>> 32)) & KNOWN_MASK;
    }

    private static @Nullable TagName[] knownByWord() {
        @Nullable TagName[] table = new TagName[WORDS.length];
        for (int id = 1; id < TagId.COUNT; id++) {
            TagName name = TagName.known(id);
            String text = name.text();
            if (text.length() < Long.BYTES) {
                long word = 0;
                for (int i = text.length() - 1; i >= 0; i--) {
                    word = word << 8 | text.charAt(i);
                }
                int slot = (int) (word * WORD_MIX >>> WORD_SHIFT);
                WORDS[slot] = word;
                table[slot] = name;
            }
        }
        return table;
    }

    private static @Nullable TagName[] knownByHash() {
        @Nullable TagName[] table = new TagName[KNOWN_MASK + 1];
        for (int id = 1; id < TagId.COUNT; id++) {
            TagName name = TagName.known(id);
            int slot = slot(name.hash);
            while (table[slot] != null) {
                slot = (slot + 1) & KNOWN_MASK;
            }
            table[slot] = name;
        }
        return table;
    }
}
