package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZstdDecoderTest {
    private static final byte[] PAGE = Pages.realistic(51, 3_000);
    private static final byte[] FRAME = Coded.encode(ContentCoding.ZSTD, PAGE);

    @Test
    void framesAndSkippableFrames_areConcatenated() {
        byte[] coded =
                concat(skippable(0, 10), FRAME, skippable(15, 0), skippable(3, 5000), Zstd.compress(PAGE), FRAME);
        for (Chunking chunking : Chunking.usual()) {
            Coded.Result decoded = Coded.decode(ContentCoding.ZSTD, coded, chunking, 100);
            assertThat(decoded.failure()).as("%s", chunking).isNull();
            assertThat(decoded.complete()).as("%s", chunking).isTrue();
            assertThat(decoded.content()).as("%s", chunking).isEqualTo(concat(PAGE, PAGE, PAGE));
        }
    }

    @Test
    void framesCutAtAnyByte_areCompleteBetweenThemOnly() {
        byte[] coded = concat(FRAME, skippable(7, 20), FRAME);
        for (int end = 1; end < coded.length; end++) {
            Coded.Result cut = Coded.decode(ContentCoding.ZSTD, Arrays.copyOf(coded, end));
            boolean between = end == FRAME.length || end == FRAME.length + 28;
            assertThat(cut.failure()).as("cut at %d", end).isNull();
            assertThat(cut.complete()).as("cut at %d", end).isEqualTo(between);
        }
    }

    @Test
    void window_mayBeEightMegabytesAndNoMore() throws IOException {
        ByteArrayOutputStream allowed = new ByteArrayOutputStream();
        try (OutputStream encoder = new ZstdOutputStreamNoFinalizer(allowed, 1).setWindowLog(23)) {
            encoder.write(new byte[9 << 20]);
        }
        assertThat(allowed.toByteArray()[5]).as("Window_Descriptor").isEqualTo((byte) (13 << 3));
        assertThat(Coded.decode(ContentCoding.ZSTD, allowed.toByteArray()).complete())
                .isTrue();
        isRefused(header(0, 13 << 3 | 1), "window is 9437184 bytes");
        isRefused(header(0, 14 << 3), "window is 16777216 bytes");
        isRefused(header(0, 0xff), "window is 4123168604160 bytes");
    }

    @Test
    void singleSegment_mayHaveEightMegabytesAndNoMore() {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] allowed = context.setLevel(1).setWindowLog(23).compress(new byte[8 << 20]);
            assertThat(allowed[4] & 0x20).as("Single_Segment_flag").isNotZero();
            assertThat(Coded.decode(ContentCoding.ZSTD, allowed).complete()).isTrue();
        }
        isRefused(header(0xe0, -1), "window is 18446744073709551615 bytes");
        isRefused(header(0xe0, (8 << 20) + 1), "window is 8388609 bytes");
    }

    @Test
    void dictionary_isRefused() {
        isRefused(header(0x01, 0), "dictionary");
        isRefused(header(0x03, 0), "dictionary");
    }

    @Test
    void reservedBit_isRefused() {
        isRefused(header(0x08, 0), "reserved bit");
    }

    @Test
    void formatsOfOlderVersions_areRefused() {
        // The magic number of zstd 0.7.
        byte[] old = FRAME.clone();
        old[0] = 0x27;
        isRefused(old, "starts with 0xFD2FB527");
    }

    @Test
    void whatFollowsTheLastFrame_isRefused() {
        byte[] padded = Arrays.copyOf(FRAME, FRAME.length + 4);
        for (Chunking chunking : Chunking.usual()) {
            Coded.Result decoded = Coded.decode(ContentCoding.ZSTD, padded, chunking, 100);
            assertThat(decoded.content()).isEqualTo(PAGE);
            assertThat(decoded.failure()).isNotNull();
        }
        assertThat(Coded.decode(ContentCoding.ZSTD, Arrays.copyOf(FRAME, FRAME.length + 1))
                        .complete())
                .isFalse();
    }

    @Test
    void wrongChecksum_isRefused() {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] coded = context.setChecksum(true).compress(PAGE);
            assertThat(Coded.decode(ContentCoding.ZSTD, coded).complete()).isTrue();
            coded[coded.length - 1] ^= 1;
            isRefused(coded, "checksum");
        }
    }

    @Test
    void whatWeEncode_staysWithinTheWindow() {
        byte[] content = Pages.realistic(52, 300_000);
        for (int level = ContentCoding.ZSTD.minLevel(); level <= ContentCoding.ZSTD.maxLevel(); level++) {
            byte[] coded = Coded.encode(ContentCoding.ZSTD, level, content, Chunking.whole());
            int descriptor = coded[5] & 0xff;
            assertThat(1L << 10 + (descriptor >> 3)).isLessThanOrEqualTo(ZstdFrameHeader.MAX_WINDOW_BYTES);
        }
    }

    private static void isRefused(byte[] coded, String why) {
        for (Chunking chunking : new Chunking[] {Chunking.whole(), Chunking.size(1), Chunking.size(3)}) {
            assertThat(Coded.decode(ContentCoding.ZSTD, coded, chunking, 16 << 10)
                            .failure())
                    .as("%s", chunking)
                    .isNotNull()
                    .hasMessageContaining(why);
        }
    }

    private static byte[] header(int descriptor, long number) {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        return header.putInt(0xFD2FB528).put((byte) descriptor).putLong(number).array();
    }

    private static byte[] skippable(int kind, int length) {
        ByteBuffer frame = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        return frame.putInt(0x184D2A50 + kind).putInt(length).array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
