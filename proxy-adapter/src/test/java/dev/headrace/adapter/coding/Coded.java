package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Codes and decodes as the handler would, and watches over the contracts while it does. */
final class Coded {
    private static final int MARGIN = 5;
    private static final byte UNTOUCHED = 0x55;

    /** What came out before the end of input, or the failure. */
    static final class Result {
        private final byte[] content;
        private final boolean complete;
        private final @Nullable CodingException failure;

        private Result(byte[] content, boolean complete, @Nullable CodingException failure) {
            this.content = content;
            this.complete = complete;
            this.failure = failure;
        }

        byte[] content() {
            return content;
        }

        boolean complete() {
            return complete;
        }

        @Nullable
        CodingException failure() {
            return failure;
        }
    }

    private Coded() {}

    static byte[] encode(ContentCoding coding, byte[] content) {
        return encode(coding, coding.defaultLevel(), content, Chunking.whole());
    }

    static byte[] encode(ContentCoding coding, int level, byte[] content, Chunking chunking) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentEncoder encoder = coding.encoder(level)) {
            for (byte[] chunk : chunking.cut(content)) {
                byte[] lent = withMargins(chunk);
                encoder.write(lent, MARGIN, chunk.length, out::write);
                // What a sloppy encoder still needs of it would come out wrong.
                Arrays.fill(lent, UNTOUCHED);
            }
            encoder.end(out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Result decode(ContentCoding coding, byte[] coded) {
        return decode(coding, coded, Chunking.whole(), 16 << 10);
    }

    /** @param pieceBytes how much is read at once */
    static Result decode(ContentCoding coding, byte[] coded, Chunking chunking, int pieceBytes) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ContentDecoder decoder = coding.decoder()) {
            for (byte[] chunk : chunking.cut(coded)) {
                byte[] lent = withMargins(chunk);
                decoder.setInput(lent, MARGIN, chunk.length);
                readAll(decoder, pieceBytes, content);
                Arrays.fill(lent, UNTOUCHED);
            }
            return new Result(content.toByteArray(), decoder.isComplete(), null);
        } catch (CodingException e) {
            return new Result(content.toByteArray(), false, e);
        }
    }

    private static void readAll(ContentDecoder decoder, int pieceBytes, ByteArrayOutputStream content)
            throws CodingException {
        byte[] piece = withMargins(new byte[pieceBytes]);
        while (true) {
            boolean needed = decoder.needsInput();
            int count = decoder.read(piece, MARGIN, pieceBytes);
            // Not by AssertJ, which would take most of the time of tests that read byte by byte.
            if (count < 0 || count > (needed ? 0 : pieceBytes)) {
                throw new AssertionError("read gave " + count + " of " + pieceBytes + ", needs input: " + needed);
            }
            for (int i = 0; i < MARGIN; i++) {
                if (piece[i] != UNTOUCHED || piece[MARGIN + pieceBytes + i] != UNTOUCHED) {
                    throw new AssertionError("read wrote outside of what it was given");
                }
            }
            content.write(piece, MARGIN, count);
            if (count == 0) {
                assertThat(decoder.needsInput()).isTrue();
                return;
            }
        }
    }

    private static byte[] withMargins(byte[] bytes) {
        byte[] wide = new byte[bytes.length + 2 * MARGIN];
        Arrays.fill(wide, UNTOUCHED);
        System.arraycopy(bytes, 0, wide, MARGIN, bytes.length);
        return wide;
    }
}
