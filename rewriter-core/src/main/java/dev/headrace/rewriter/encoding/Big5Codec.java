package dev.headrace.rewriter.encoding;

/** Big5 with the Hong Kong extensions (Encoding Standard §12.1), which are decoded and not encoded. */
final class Big5Codec extends TwoByteCodec {
    private static final int COLUMNS = 157;

    @Override
    boolean isLead(int b) {
        return b >= 0x81 && b <= 0xFE;
    }

    @Override
    int single(int b) {
        return b < 0x80 ? b : REPLACEMENT_CHARACTER;
    }

    @Override
    boolean appendPair(int lead, int trail, StringBuilder out) {
        if (trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail > 0xFE) {
            return false;
        }
        int pointer = (lead - 0x81) * COLUMNS + trail - (trail < 0x7F ? 0x40 : 0x62);
        // Four pointers stand for a letter with a combining mark.
        switch (pointer) {
            case 1133 -> out.append("\u00CA\u0304");
            case 1135 -> out.append("\u00CA\u030C");
            case 1164 -> out.append("\u00EA\u0304");
            case 1166 -> out.append("\u00EA\u030C");
            default -> {
                int codePoint = Shared.INDEX.codePoint(pointer);
                if (codePoint < 0) {
                    return false;
                }
                out.appendCodePoint(codePoint);
            }
        }
        return true;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
            return true;
        }
        int pointer = Shared.POINTERS.pointer(codePoint);
        if (pointer < 0) {
            return false;
        }
        int trail = pointer % COLUMNS;
        out.writeByte(pointer / COLUMNS + 0x81);
        out.writeByte(trail + (trail < 0x3F ? 0x40 : 0x62));
        return true;
    }

    private static final class Shared {
        static final Index INDEX = Index.load("big5", COLUMNS);
        static final Index.Pointers POINTERS = INDEX.pointers(Shared::isEncoded);

        /** The Hong Kong part is left out, and the first of the two pointers of each of six characters. */
        private static boolean isEncoded(int pointer) {
            if (pointer < (0xA1 - 0x81) * COLUMNS) {
                return false;
            }
            return switch (INDEX.codePoint(pointer)) {
                case 0x2550, 0x255E, 0x2561, 0x256A, 0x5341, 0x5345 -> isLast(pointer);
                default -> true;
            };
        }

        private static boolean isLast(int pointer) {
            for (int later = pointer + 1; later < (0xFF - 0x81) * COLUMNS; later++) {
                if (INDEX.codePoint(later) == INDEX.codePoint(pointer)) {
                    return false;
                }
            }
            return true;
        }
    }
}
