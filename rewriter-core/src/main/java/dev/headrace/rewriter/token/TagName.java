package dev.headrace.rewriter.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a tag as the tokenizer emits it: lower case, NUL and undecodable bytes replaced by U+FFFD. Known names are
 * shared constants and may be compared by {@link #id}; unknown ones are compared with {@link #same}.
 */
public final class TagName {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final TagName[] KNOWN = known();

    /** A constant of {@link TagId}, {@link TagId#UNKNOWN} for a name that is not among them. */
    public final int id;

    /** FNV-1a over {@link #utf8}. */
    public final long hash;

    private final byte[] utf8;
    private final String text;

    TagName(int id, String text) {
        this.id = id;
        this.text = text;
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
        this.hash = hash(utf8, 0, utf8.length);
    }

    /** The name with the given number of {@link TagId}, not {@link TagId#UNKNOWN}. */
    public static TagName known(int id) {
        return KNOWN[id];
    }

    /** The hash of a name, ASCII letters folded to lower case. */
    public static long hash(byte[] bytes, int start, int end) {
        long hash = FNV_OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ (lower(bytes[i]) & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    public String text() {
        return text;
    }

    public boolean same(TagName other) {
        return this == other || (id == TagId.UNKNOWN && hash == other.hash && Arrays.equals(utf8, other.utf8));
    }

    boolean equalsAscii(byte[] bytes, int start, int end) {
        if (end - start != utf8.length) {
            return false;
        }
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != lower(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    @Override
    public String toString() {
        return text;
    }

    private static TagName[] known() {
        TagName[] names = new TagName[TagId.COUNT];
        names[TagId.UNKNOWN] = new TagName(TagId.UNKNOWN, "");
        for (int id = 1; id < TagId.COUNT; id++) {
            names[id] = new TagName(id, TagId.NAMES.get(id - 1));
        }
        return names;
    }
}
