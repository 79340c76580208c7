package dev.headrace.adapter.coding;

import java.util.zip.CRC32;

/** The header of a gzip member (RFC 1952 §2.3), byte by byte. Nothing in it matters here, but that it is one. */
final class GzipHeader {
    static final int ID1 = 0x1f;
    static final int ID2 = 0x8b;

    private static final int METHOD_DEFLATE = 8;
    private static final int FLAG_CHECK = 0x02;
    private static final int FLAG_EXTRA = 0x04;
    private static final int FLAG_NAME = 0x08;
    private static final int FLAG_COMMENT = 0x10;
    private static final int FLAGS_RESERVED = 0xe0;
    /** MTIME, XFL, OS. */
    private static final int FIXED_BYTES = 6;

    private enum Field {
        ID1,
        ID2,
        METHOD,
        FLAGS,
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECK,
        END
    }

    private final PulledDecoder decoder;
    private final CRC32 check = new CRC32();
    private Field field = Field.ID1;
    private int flags;
    /** Bytes of this field that are still to come, where their number is known. */
    private int left;
    /** The bytes of a number of two bytes, so far. */
    private int number;

    /** @param decoder names what is wrong */
    GzipHeader(PulledDecoder decoder) {
        this.decoder = decoder;
    }

    boolean isEnd() {
        return field == Field.END;
    }

    void reset() {
        check.reset();
        field = Field.ID1;
    }

    /** Takes the next byte, 0 to 255. */
    void take(int next) throws CodingException {
        if (field == Field.CHECK) {
            takeCheck(next);
            return;
        }
        check.update(next);
        switch (field) {
            case ID1 -> {
                require(next == ID1, "it starts with 0x%02x instead of 1f 8b", next);
                field = Field.ID2;
            }
            case ID2 -> {
                require(next == ID2, "it starts with 1f %02x instead of 1f 8b", next);
                field = Field.METHOD;
            }
            case METHOD -> {
                require(next == METHOD_DEFLATE, "compression method %d; only 8 is known", next);
                field = Field.FLAGS;
            }
            case FLAGS -> {
                // RFC 1952 §2.3.1.2: such a bit could mean a field that would be taken for content.
                require((next & FLAGS_RESERVED) == 0, "reserved flags are set in 0x%02x (RFC 1952 §2.3.1)", next);
                flags = next;
                field = Field.FIXED;
                left = FIXED_BYTES;
            }
            case FIXED -> {
                if (--left == 0) {
                    fieldAfter(Field.FIXED);
                }
            }
            case EXTRA_LENGTH -> takeExtraLength(next);
            case EXTRA -> {
                if (--left == 0) {
                    fieldAfter(Field.EXTRA);
                }
            }
            case NAME, COMMENT -> {
                if (next == 0) {
                    fieldAfter(field);
                }
            }
            case CHECK, END -> throw new IllegalStateException("no byte is due in " + field);
        }
    }

    private void takeExtraLength(int next) {
        if (--left > 0) {
            number = next;
            return;
        }
        left = number | next << 8;
        if (left > 0) {
            field = Field.EXTRA;
        } else {
            fieldAfter(Field.EXTRA);
        }
    }

    private void takeCheck(int next) throws CodingException {
        if (--left > 0) {
            number = next;
            return;
        }
        int stated = number | next << 8;
        int counted = (int) check.getValue() & 0xffff;
        require(stated == counted, "the header's CRC16 is 0x%04x", stated);
        field = Field.END;
    }

    /** Goes to the next field that the flags announce. */
    private void fieldAfter(Field done) {
        left = 2;
        if (done.compareTo(Field.EXTRA_LENGTH) < 0 && (flags & FLAG_EXTRA) != 0) {
            field = Field.EXTRA_LENGTH;
        } else if (done.compareTo(Field.NAME) < 0 && (flags & FLAG_NAME) != 0) {
            field = Field.NAME;
        } else if (done.compareTo(Field.COMMENT) < 0 && (flags & FLAG_COMMENT) != 0) {
            field = Field.COMMENT;
        } else {
            field = (flags & FLAG_CHECK) != 0 ? Field.CHECK : Field.END;
        }
    }

    private void require(boolean condition, String otherwise, int value) throws CodingException {
        if (!condition) {
            throw decoder.wrong(String.format(otherwise, value));
        }
    }
}
