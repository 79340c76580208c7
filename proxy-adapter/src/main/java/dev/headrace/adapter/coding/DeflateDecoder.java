package dev.headrace.adapter.coding;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes deflate, which is the zlib format (RFC 9110 §8.4.1.2, RFC 1950), or, as some servers send it, bare compressed data
 * (RFC 1951). What follows its end is skipped, for the reason that it is in gzip.
 *
 * <p>The first two bytes tell which: a zlib header has 8 in its low four bits, and is divisible by 31. Bare data could have that 8
 * only in a stored block with padding that is not zero, which no compressor writes.
 */
final class DeflateDecoder extends InflatingDecoder {
    private static final int HEADER_BYTES = 2;

    private final byte[] header = new byte[HEADER_BYTES];
    private int headerTaken;
    private int headerInflated;
    private @Nullable Inflater inflater;

    DeflateDecoder() {
        super(ContentCoding.DEFLATE);
    }

    @Override
    int decode(byte[] into, int offset, int length) throws CodingException {
        while (headerTaken < HEADER_BYTES) {
            if (position == limit) {
                return 0;
            }
            header[headerTaken++] = input[position++];
        }
        Inflater inflater = this.inflater;
        if (inflater == null) {
            inflater = new Inflater(!isZlib(header[0] & 0xff, header[1] & 0xff));
            this.inflater = inflater;
        }
        if (headerInflated < HEADER_BYTES) {
            int count = inflateHeader(inflater, into, offset, length);
            if (count > 0) {
                return count;
            }
        }
        if (inflater.finished()) {
            position = limit;
            return 0;
        }
        int count = inflate(inflater, into, offset, length);
        if (count == 0 && inflater.finished()) {
            position = limit;
        }
        return count;
    }

    @Override
    boolean isAtEnd() {
        return inflater != null && inflater.finished();
    }

    @Override
    void free() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private static boolean isZlib(int cmf, int flg) {
        // RFC 1950 §2.2: CM = 8, CINFO at most 7, FCHECK.
        return (cmf & 0x0f) == 8 && cmf >> 4 <= 7 && (cmf << 8 | flg) % 31 == 0;
    }

    private int inflateHeader(Inflater inflater, byte[] into, int offset, int length) throws CodingException {
        inflater.setInput(header, headerInflated, HEADER_BYTES - headerInflated);
        try {
            int count = inflater.inflate(into, offset, length);
            headerInflated = HEADER_BYTES - inflater.getRemaining();
            requireNoDictionary(inflater);
            return count;
        } catch (DataFormatException e) {
            throw invalid(e);
        }
    }
}
