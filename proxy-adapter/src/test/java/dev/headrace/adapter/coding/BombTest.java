package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A little input that stands for very much output. */
class BombTest {
    private static final long CONTENT_BYTES = 1L << 30;
    private static final long HELD_LIMIT_BYTES = 32L << 20;

    @ParameterizedTest
    @EnumSource
    void aGigabyteOfZeros_isReadPieceByPiece(ContentCoding coding) throws IOException {
        byte[] coded = bomb(coding);
        byte[] piece = new byte[16 << 10];
        long usedBefore = usedBytes();
        long total = 0;
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            int count;
            while ((count = decoder.read(piece, 0, piece.length)) > 0) {
                total += count;
            }
            assertThat(decoder.isComplete()).isTrue();
            assertThat(usedBytes() - usedBefore).isLessThan(HELD_LIMIT_BYTES);
        }
        assertThat(total).isEqualTo(CONTENT_BYTES);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static byte[] bomb(ContentCoding coding) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        try (ContentEncoder encoder = coding.encoder(1)) {
            for (long written = 0; written < CONTENT_BYTES; written += zeros.length) {
                encoder.write(zeros, 0, zeros.length, coded::write);
            }
            encoder.end(coded::write);
        }
        return coded.toByteArray();
    }
}
