package dev.headrace.rewriter.encoding;

import java.util.Arrays;
import java.util.List;

/**
 * gb18030 and GBK (Encoding Standard §10), of the 2022 edition. They have one decoder; GBK's encoder writes no
 * four-byte characters, and the euro sign as 80.
 */
final class Gb18030Codec extends Codec {
    private static final int COLUMNS = 190;
    private static final int EURO_SIGN = 0x20AC;

    private final boolean gbk;

    Gb18030Codec(boolean gbk) {
        this.gbk = gbk;
    }

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int i = start;
        while (i < end) {
            if (b[i] >= 0) {
                out.append((char) b[i++]);
            } else if (b[i] == (byte) 0x80) {
                out.append((char) EURO_SIGN);
                i++;
            } else if (b[i] == (byte) 0xFF) {
                out.append(REPLACEMENT_CHARACTER);
                i++;
            } else if (isCutOff(b, i, end)) {
                if (!last) {
                    return i;
                }
                out.append(REPLACEMENT_CHARACTER);
                return end;
            } else if (isDigit(b[i + 1])) {
                i += decodeFour(b, i, out);
            } else {
                i += decodeTwo(b[i] & 0xFF, b[i + 1] & 0xFF, out);
            }
        }
        return i;
    }

    private static boolean isCutOff(byte[] b, int i, int end) {
        int available = end - i;
        return available == 1 || (available < 4 && isDigit(b[i + 1]) && (available == 2 || isLead(b[i + 2])));
    }

    private static int decodeTwo(int lead, int trail, StringBuilder out) {
        boolean inIndex = trail >= 0x40 && trail != 0x7F && trail != 0xFF;
        int codePoint =
                inIndex ? Shared.INDEX.codePoint((lead - 0x81) * COLUMNS + trail - (trail < 0x7F ? 0x40 : 0x41)) : -1;
        if (codePoint >= 0) {
            out.appendCodePoint(codePoint);
            return 2;
        }
        out.append(REPLACEMENT_CHARACTER);
        return trail < 0x80 ? 1 : 2;
    }

    /** Decodes four bytes, or makes an error of the first alone if the third or the fourth does not fit. */
    private static int decodeFour(byte[] b, int i, StringBuilder out) {
        if (!isLead(b[i + 2]) || !isDigit(b[i + 3])) {
            out.append(REPLACEMENT_CHARACTER);
            return 1;
        }
        int pointer = (((b[i] & 0xFF) - 0x81) * 10 + b[i + 1] - '0') * 1260
                + ((b[i + 2] & 0xFF) - 0x81) * 10
                + b[i + 3]
                - '0';
        int codePoint = Ranges.codePoint(pointer);
        out.appendCodePoint(codePoint < 0 ? REPLACEMENT_CHARACTER : codePoint);
        return 4;
    }

    private static boolean isLead(byte b) {
        return b < 0 && b != (byte) 0x80 && b != (byte) 0xFF;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
            return true;
        }
        // U+E5E5 would come back as U+3000, for which many pages use its bytes.
        if (codePoint == 0xE5E5) {
            return false;
        }
        if (gbk && codePoint == EURO_SIGN) {
            out.writeByte(0x80);
            return true;
        }
        int pair = formerPrivateUse(codePoint);
        int pointer = Shared.POINTERS.pointer(codePoint);
        if (pair != 0) {
            out.writeByte(pair >> 8);
            out.writeByte(pair);
        } else if (pointer >= 0) {
            int trail = pointer % COLUMNS;
            out.writeByte(pointer / COLUMNS + 0x81);
            out.writeByte(trail + (trail < 0x3F ? 0x40 : 0x41));
        } else if (gbk) {
            return false;
        } else {
            encodeFour(Ranges.pointer(codePoint), out);
        }
        return true;
    }

    private static void encodeFour(int pointer, ByteOutput out) {
        out.writeByte(pointer / 12600 + 0x81);
        out.writeByte(pointer / 1260 % 10 + '0');
        out.writeByte(pointer / 10 % 126 + 0x81);
        out.writeByte(pointer % 10 + '0');
    }

    /**
     * The bytes of private use characters to which the 2022 edition has given public code points; still written, never
     * read.
     */
    private static int formerPrivateUse(int codePoint) {
        return switch (codePoint) {
            case 0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792, 0xE793 -> 0xA6D9 + codePoint - 0xE78D;
            case 0xE794 -> 0xA6EC;
            case 0xE795 -> 0xA6ED;
            case 0xE796 -> 0xA6F3;
            case 0xE81E -> 0xFE59;
            case 0xE826 -> 0xFE61;
            case 0xE82B -> 0xFE66;
            case 0xE82C -> 0xFE67;
            case 0xE832 -> 0xFE6D;
            case 0xE843 -> 0xFE7E;
            case 0xE854 -> 0xFE90;
            case 0xE864 -> 0xFEA0;
            default -> 0;
        };
    }

    private static final class Shared {
        static final Index INDEX = Index.load("gb18030", COLUMNS);
        static final Index.Pointers POINTERS = INDEX.pointers(pointer -> true);
    }

    /** The four-byte characters: ranges of pointers that stand for ranges of code points, both rising. */
    private static final class Ranges {
        private static final int SINGLE_POINTER = 7457;
        private static final int SINGLE_CODE_POINT = 0xE7C7;
        private static final int[] POINTERS;
        private static final int[] CODE_POINTS;

        static {
            List<String> lines = Tables.lines("gb18030-ranges");
            POINTERS = new int[lines.size()];
            CODE_POINTS = new int[lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                int space = lines.get(i).indexOf(' ');
                POINTERS[i] = Integer.parseInt(lines.get(i).substring(0, space));
                CODE_POINTS[i] = Integer.parseInt(lines.get(i).substring(space + 1), 16);
            }
        }

        static int codePoint(int pointer) {
            if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) {
                return -1;
            }
            return pointer == SINGLE_POINTER ? SINGLE_CODE_POINT : translate(pointer, POINTERS, CODE_POINTS);
        }

        static int pointer(int codePoint) {
            return codePoint == SINGLE_CODE_POINT ? SINGLE_POINTER : translate(codePoint, CODE_POINTS, POINTERS);
        }

        private static int translate(int value, int[] from, int[] to) {
            int found = Arrays.binarySearch(from, value);
            int range = found < 0 ? -found - 2 : found;
            return to[range] + value - from[range];
        }
    }
}
