package dev.headrace.adapter.coding;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What gzip and deflate do alike. */
abstract class InflatingDecoder extends PulledDecoder {
    InflatingDecoder(ContentCoding coding) {
        super(coding);
    }

    /** Inflates from what is lent; 0 if that needs more, or the compressed data is at its end. */
    final int inflate(Inflater inflater, byte[] into, int offset, int length) throws CodingException {
        inflater.setInput(input, position, limit - position);
        try {
            int count = inflater.inflate(into, offset, length);
            position = limit - inflater.getRemaining();
            requireNoDictionary(inflater);
            return count;
        } catch (DataFormatException e) {
            position = limit - inflater.getRemaining();
            throw invalid(e);
        } finally {
            // The lender may have its array back before there is another.
            inflater.setInput(NO_BYTES);
        }
    }

    final void requireNoDictionary(Inflater inflater) throws CodingException {
        if (inflater.needsDictionary()) {
            throw wrong("it wants a preset dictionary (RFC 1950 §2.2, FDICT), and HTTP has none to give");
        }
    }

    final CodingException invalid(DataFormatException e) {
        String what = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
        return wrong("the compressed data (RFC 1951) is invalid" + what, e);
    }
}
