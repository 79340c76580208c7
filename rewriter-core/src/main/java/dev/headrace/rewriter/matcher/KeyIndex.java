package dev.headrace.rewriter.matcher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Names in UTF-8, and the number of each. The hash ignores ASCII case (and a little more), so that one index serves names
 * compared either way; it reads at most 16 bytes of a name, which is compared in full where the hash is equal.
 */
final class KeyIndex {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FOLD = 0x2020202020202020L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int mask;
    private final long[] hashes;
    private final byte[][] names;
    private final int[] keys;

    /** The lengths of the names, bit by bit; the last bit stands for all from 63. */
    private final long lengths;

    /**
     * The first and the last bytes of the names, case and some more ignored: most names that are not here fail by one of
     * them.
     */
    private final long firsts;

    private final long lasts;
    private final boolean ascii;

    KeyIndex(Map<String, Integer> numbers) {
        int size = Integer.highestOneBit(Math.max(4, numbers.size() * 4 - 1)) << 1;
        mask = size - 1;
        hashes = new long[size];
        names = new byte[size][];
        keys = new int[size];
        Arrays.fill(keys, -1);
        long allLengths = 0;
        long allFirsts = 0;
        long allLasts = 0;
        boolean allAscii = true;
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            allLengths |= lengthBit(name.length);
            if (name.length > 0) {
                allFirsts |= byteBit(name[0]);
                allLasts |= byteBit(name[name.length - 1]);
            }
            for (byte b : name) {
                allAscii &= b > 0;
            }
            long hash = hash(name, 0, name.length);
            int slot = slot(hash);
            while (keys[slot] >= 0) {
                slot = slot + 1 & mask;
            }
            hashes[slot] = hash;
            names[slot] = name;
            keys[slot] = entry.getValue();
        }
        lengths = allLengths;
        firsts = allFirsts;
        lasts = allLasts;
        ascii = allAscii;
    }

    boolean isEmpty() {
        return lengths == 0;
    }

    /** Whether all names are ASCII without NUL, so that no other is equal to any of them. */
    boolean isAscii() {
        return ascii;
    }

    /** The slot of the first key with this name, or -1. */
    int find(byte[] bytes, int from, int to, boolean ignoreCase) {
        if ((lengths & lengthBit(to - from)) == 0
                || to > from && ((firsts & byteBit(bytes[from])) == 0 || (lasts & byteBit(bytes[to - 1])) == 0)) {
            return -1;
        }
        long hash = hash(bytes, from, to);
        return find(slot(hash), hash, bytes, from, to, ignoreCase);
    }

    /** The slot of the next key with this name, or -1: more than one may be equal if case is ignored. */
    int next(int slot, byte[] bytes, int from, int to, boolean ignoreCase) {
        return find(slot + 1 & mask, hashes[slot], bytes, from, to, ignoreCase);
    }

    int key(int slot) {
        return keys[slot];
    }

    private int find(int first, long hash, byte[] bytes, int from, int to, boolean ignoreCase) {
        for (int slot = first; keys[slot] >= 0; slot = slot + 1 & mask) {
            byte[] name = names[slot];
            if (hashes[slot] == hash
                    && name.length == to - from
                    && AsciiBytes.regionMatches(bytes, from, name, name.length, ignoreCase)) {
                return slot;
            }
        }
        return -1;
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & mask;
    }

    private static long lengthBit(int length) {
        return 1L << Math.min(length, 63);
    }

    private static long byteBit(byte b) {
        return 1L << (b | 0x20);
    }

    private static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long head;
        long tail = 0;
        if (length >= 8) {
            head = (long) LONG.get(bytes, from);
            tail = (long) LONG.get(bytes, to - 8);
        } else if (from + 8 <= bytes.length) {
            head = length == 0 ? 0 : (long) LONG.get(bytes, from) & (-1L >>> (64 - 8 * length));
        } else {
            head = 0;
            for (int i = length - 1; i >= 0; i--) {
                head = head << 8 | (bytes[from + i] & 0xFF);
            }
        }
        long hash = ((head | FOLD) * MIX ^ (tail | FOLD) ^ length) * MIX;
        return hash ^ hash >>> 29;
    }
}
