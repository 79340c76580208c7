package dev.headrace.front.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes matches as JSON lines. There may be many millions, which differ in three short values: the rest of a line is made
 * once, which makes {@code select} twice as fast as a generator of JSON does.
 */
final class MatchWriter {
    private static final byte[] END = ",\"end\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = ",\"name\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 19;

    private final OutputStream out;
    private final byte[] digits = new byte[MAX_DIGITS];
    private byte[] file = {};

    MatchWriter(OutputStream out) {
        this.out = out;
    }

    /** The part of a line that does not change with the place; for {@link #write}. */
    static byte[] head(String selector) {
        return ("{\"selector\":\"" + escape(selector) + "\",\"file\":\"").getBytes(StandardCharsets.UTF_8);
    }

    /** What follows is of this file. */
    void file(String name) {
        file = (escape(name) + "\",\"start\":").getBytes(StandardCharsets.UTF_8);
    }

    void write(byte[] head, long start, long end, String name) throws IOException {
        out.write(head);
        out.write(file);
        number(start);
        out.write(END);
        number(end);
        out.write(NAME);
        out.write(JsonStringEncoder.getInstance().quoteAsUTF8(name));
        out.write(CLOSE);
    }

    private void number(long value) throws IOException {
        int i = digits.length;
        long rest = value;
        do {
            digits[--i] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.write(digits, i, digits.length - i);
    }

    private static String escape(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
