package dev.headrace.rewriter.encoding;

/** EUC-KR with the extensions of windows-949 (Encoding Standard §13.1). */
final class EucKrCodec extends TwoByteCodec {
    private static final int COLUMNS = 190;

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
        if (trail < 0x41 || trail > 0xFE) {
            return false;
        }
        int codePoint = Shared.INDEX.codePoint((lead - 0x81) * COLUMNS + trail - 0x41);
        if (codePoint < 0) {
            return false;
        }
        out.appendCodePoint(codePoint);
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
        out.writeByte(pointer / COLUMNS + 0x81);
        out.writeByte(pointer % COLUMNS + 0x41);
        return true;
    }

    private static final class Shared {
        static final Index INDEX = Index.load("euc-kr", COLUMNS);
        static final Index.Pointers POINTERS = INDEX.pointers(pointer -> true);
    }
}
