package dev.headrace.adapter.coding;

import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Undoes gzip (RFC 1952): any number of members, each with its length and CRC checked.
 *
 * <p>What follows the last member and does not start as one does (1f 8b) is skipped, as Chromium and Firefox skip it: zero padding,
 * or a stray line break of a script. All content stands by then, and is checked; to fail here would break pages that worked.
 */
final class GzipDecoder extends InflatingDecoder {
    /** CRC32 and ISIZE. */
    private static final int TRAILER_BYTES = 8;

    private enum Part {
        HEADER,
        DATA,
        TRAILER,
        /** Behind a member: nothing yet. */
        BETWEEN,
        /** Behind a member: the first byte of another one, perhaps. */
        BETWEEN_ID1,
        PADDING
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final GzipHeader header = new GzipHeader(this);
    private Part part = Part.HEADER;
    /** The trailer so far, in the order in which its numbers are written: low byte first. */
    private long trailer;

    private int trailerBytes;

    GzipDecoder() {
        super(ContentCoding.GZIP);
    }

    @Override
    int decode(byte[] into, int offset, int length) throws CodingException {
        while (true) {
            if (part == Part.DATA) {
                int count = inflate(inflater, into, offset, length);
                check.update(into, offset, count);
                if (count > 0) {
                    return count;
                }
                if (!inflater.finished()) {
                    return 0;
                }
                part = Part.TRAILER;
            } else if (part == Part.PADDING) {
                position = limit;
                return 0;
            } else if (position == limit) {
                return 0;
            } else {
                takeFraming(input[position++] & 0xff);
            }
        }
    }

    @Override
    boolean isAtEnd() {
        return part == Part.BETWEEN || part == Part.PADDING;
    }

    @Override
    void free() {
        inflater.end();
    }

    private void takeFraming(int next) throws CodingException {
        switch (part) {
            case HEADER -> takeHeader(next);
            case TRAILER -> takeTrailer(next);
            case BETWEEN -> part = next == GzipHeader.ID1 ? Part.BETWEEN_ID1 : Part.PADDING;
            case BETWEEN_ID1 -> {
                if (next != GzipHeader.ID2) {
                    part = Part.PADDING;
                    return;
                }
                part = Part.HEADER;
                header.reset();
                inflater.reset();
                check.reset();
                takeHeader(GzipHeader.ID1);
                takeHeader(next);
            }
            case DATA, PADDING -> throw new IllegalStateException("no framing in " + part);
        }
    }

    private void takeHeader(int next) throws CodingException {
        header.take(next);
        if (header.isEnd()) {
            part = Part.DATA;
        }
    }

    private void takeTrailer(int next) throws CodingException {
        trailer |= (long) next << 8 * trailerBytes;
        if (++trailerBytes < TRAILER_BYTES) {
            return;
        }
        requireEqual("CRC32", (int) trailer, (int) check.getValue());
        requireEqual("ISIZE", (int) (trailer >>> 32), (int) inflater.getBytesWritten());
        trailer = 0;
        trailerBytes = 0;
        part = Part.BETWEEN;
    }

    private void requireEqual(String name, int stated, int counted) throws CodingException {
        if (stated != counted) {
            throw wrong(String.format("its %s says 0x%08x, and the content has 0x%08x", name, stated, counted));
        }
    }
}
