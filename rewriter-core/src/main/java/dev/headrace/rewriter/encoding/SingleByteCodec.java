package dev.headrace.rewriter.encoding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A single-byte encoding (Encoding Standard §9) or x-user-defined (§14.5): ASCII, and a table for the upper 128 bytes.
 */
final class SingleByteCodec extends Codec {
    private final Table table;

    SingleByteCodec(String name) {
        table = Objects.requireNonNull(Table.BY_NAME.get(name), name);
    }

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        char[] upper = table.upper;
        for (int i = start; i < end; i++) {
            out.append(b[i] >= 0 ? (char) b[i] : upper[b[i] & 0x7F]);
        }
        return end;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
            return true;
        }
        int key = codePoint << 8;
        int at = Arrays.binarySearch(table.byCodePoint, key);
        int next = at < 0 ? -at - 1 : at;
        if (next == table.byCodePoint.length || table.byCodePoint[next] >> 8 != codePoint) {
            return false;
        }
        out.writeByte(table.byCodePoint[next]);
        return true;
    }

    /** The code points of the bytes 80 to FF, and the way back as sorted {@code codePoint << 8 | byte}. */
    private static final class Table {
        private static final int ROWS = 8;
        private static final String HOLE = "----";
        static final Map<String, Table> BY_NAME = readAll();

        final char[] upper;
        final int[] byCodePoint;

        Table(char[] upper) {
            this.upper = upper;
            int[] keys = new int[upper.length];
            int n = 0;
            for (int i = 0; i < upper.length; i++) {
                if (upper[i] != REPLACEMENT_CHARACTER) {
                    keys[n++] = upper[i] << 8 | 0x80 | i;
                }
            }
            byCodePoint = Arrays.copyOf(keys, n);
            Arrays.sort(byCodePoint);
        }

        private static Map<String, Table> readAll() {
            Map<String, Table> tables = new HashMap<>();
            List<String> lines = Tables.lines("single-byte");
            for (int line = 0; line < lines.size(); line += 1 + ROWS) {
                char[] upper = new char[128];
                for (int i = 0; i < upper.length; i++) {
                    int column = i % 16 * 5;
                    String cell = lines.get(line + 1 + i / 16).substring(column, column + 4);
                    upper[i] = cell.equals(HOLE) ? REPLACEMENT_CHARACTER : (char) Integer.parseInt(cell, 16);
                }
                tables.put(lines.get(line), new Table(upper));
            }
            tables.put("ISO-8859-8-I", Objects.requireNonNull(tables.get("ISO-8859-8")));
            tables.put("x-user-defined", userDefined());
            return Map.copyOf(tables);
        }

        private static Table userDefined() {
            char[] upper = new char[128];
            for (int i = 0; i < upper.length; i++) {
                upper[i] = (char) (0xF780 + i);
            }
            return new Table(upper);
        }
    }
}
