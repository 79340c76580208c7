package dev.headrace.adapter.coding;

/**
 * The header of a zstd frame, or the start of a skippable one (RFC 8878 §3.1), byte by byte. The library reads it as well, but
 * where it finds a whole frame and room for all of its content, it does not look at the window: what is refused would depend on how a
 * frame is cut.
 */
final class ZstdFrameHeader {
    /** RFC 9659 §3: what a decoder of this content coding must support, and an encoder must not exceed. */
    static final int MAX_WINDOW_BYTES = 8 << 20;

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int MAGIC_BYTES = 4;
    private static final int MAX_BYTES = 18;

    private final PulledDecoder decoder;
    private final byte[] bytes = new byte[MAX_BYTES];
    private int count;
    /** As far as it is known. */
    private int size = MAGIC_BYTES + 1;

    /** @param decoder names what is wrong */
    ZstdFrameHeader(PulledDecoder decoder) {
        this.decoder = decoder;
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    boolean isEnd() {
        return count == size;
    }

    void reset() {
        count = 0;
        size = MAGIC_BYTES + 1;
    }

    void take(byte next) throws CodingException {
        bytes[count++] = next;
        if (count == MAGIC_BYTES) {
            int magic = (int) number(0, MAGIC_BYTES);
            if (magic != MAGIC && (magic & SKIPPABLE_MASK) != SKIPPABLE_MAGIC) {
                throw decoder.wrong(String.format("a frame starts with 0x%08X instead of 0x%08X", magic, MAGIC));
            }
        } else if (count == MAGIC_BYTES + 1 && !isSkippable()) {
            takeDescriptor(next & 0xff);
        }
        if (count == size && !isSkippable()) {
            requireWindow();
        }
    }

    /** Frame_Header_Descriptor (§3.1.1.1.1) tells which fields follow. */
    private void takeDescriptor(int descriptor) throws CodingException {
        if ((descriptor & 0x08) != 0) {
            throw decoder.wrong("a reserved bit is set in the frame's descriptor (RFC 8878 §3.1.1.1.1.4)");
        }
        if ((descriptor & 0x03) != 0) {
            throw decoder.wrong(
                    "a frame wants a dictionary (RFC 8878 §3.1.1.1.3), and this coding has none (RFC 9659)");
        }
        size += (isSingleSegment() ? 0 : 1) + contentSizeBytes();
    }

    private void requireWindow() throws CodingException {
        long window;
        if (isSingleSegment()) {
            int first = MAGIC_BYTES + 1;
            window = contentSizeBytes() == 2 ? number(first, 2) + 256 : number(first, contentSizeBytes());
        } else {
            int descriptor = bytes[MAGIC_BYTES + 1] & 0xff;
            long base = 1L << 10 + (descriptor >> 3);
            window = base + base / 8 * (descriptor & 7);
        }
        // A content size of eight bytes may read as a negative number.
        if (window < 0 || window > MAX_WINDOW_BYTES) {
            throw decoder.wrong("a frame's window is " + Long.toUnsignedString(window) + " bytes, and at most "
                    + MAX_WINDOW_BYTES + " are allowed (RFC 9659)");
        }
    }

    private boolean isSkippable() {
        return ((int) number(0, MAGIC_BYTES) & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
    }

    private boolean isSingleSegment() {
        return (bytes[MAGIC_BYTES] & 0x20) != 0;
    }

    private int contentSizeBytes() {
        int flag = (bytes[MAGIC_BYTES] & 0xff) >> 6;
        return flag == 0 ? (isSingleSegment() ? 1 : 0) : 1 << flag;
    }

    private long number(int first, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | bytes[first + i] & 0xff;
        }
        return number;
    }
}
