package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every table and every decoder's errors to checksums of what encoding_rs, the implementation in Firefox,
 * answers.
 */
class EncodingTablesTest {
    private static final int RANDOM_INPUTS = 100_000;
    private static final int RANDOM_STRINGS = 20_000;

    /** Bytes at which some decoder changes its mind. */
    private static final int[] BOUNDS = {
        0x00, 0x0A, 0x1B, 0x24, 0x28, 0x30, 0x39, 0x3C, 0x41, 0x42, 0x4A, 0x5C, 0x7E, 0x7F, 0x80, 0x81,
        0x8E, 0x8F, 0x90, 0xA0, 0xA1, 0xBF, 0xC2, 0xD8, 0xDC, 0xE0, 0xED, 0xF0, 0xF4, 0xFC, 0xFE, 0xFF
    };

    private static final String[] TEXT = {
        "A", "\\", "~", "\u00A5", "\u203E", "\u65E5", "\u30A2", "\uFF71",
        "\u2212", "\u000E", "\u001B", "\u00E9", "\uD83D\uDE00", "\n", "\u20AC", "\uAC00"
    };

    record Expected(Encoding encoding, String decoded, String randomDecoded, String encoded) {
        @Override
        public String toString() {
            return encoding.name();
        }
    }

    static List<Expected> encodings() throws IOException {
        try (InputStream in = EncodingTablesTest.class.getResourceAsStream("checksums.txt")) {
            return Arrays.stream(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(f -> new Expected(Objects.requireNonNull(Encoding.forLabel(f[0])), f[1], f[2], f[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyShortSequenceDecodesAsInFirefox(Expected expected) {
        Sum sum = new Sum(expected.encoding);
        for (int i = 0; i <= 0xFF; i++) {
            sum.decode(i);
        }
        for (int pair = 0; pair <= 0xFFFF; pair++) {
            sum.decode(pair >> 8, pair & 0xFF);
        }
        if (expected.encoding == Encoding.EUC_JP) {
            for (int pair = 0; pair <= 0xFFFF; pair++) {
                sum.decode(0x8F, pair >> 8, pair & 0xFF);
            }
        }
        if (expected.encoding == Encoding.GB18030) {
            for (int pointer = 0; pointer < 126 * 10 * 126 * 10; pointer++) {
                sum.decode(
                        pointer / 12600 + 0x81,
                        pointer / 1260 % 10 + 0x30,
                        pointer / 10 % 126 + 0x81,
                        pointer % 10 + 0x30);
            }
        }
        assertThat(sum.hex()).isEqualTo(expected.decoded);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void randomBytesDecodeAsInFirefox(Expected expected) {
        Sum sum = new Sum(expected.encoding);
        Generator random = new Generator();
        for (int n = 0; n < RANDOM_INPUTS; n++) {
            sum.decode(random.bytes());
        }
        assertThat(sum.hex()).isEqualTo(expected.randomDecoded);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyCodePointEncodesAsInFirefox(Expected expected) {
        // The standard has no encoder for UTF-16.
        if (expected.encoded.equals("-")) {
            return;
        }
        Sum sum = new Sum(expected.encoding);
        for (int codePoint = 0; codePoint < 0x110000; codePoint += codePoint < 0x30000 ? 1 : 997) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                sum.encode(Character.toString(codePoint));
            }
        }
        Generator random = new Generator();
        for (int n = 0; n < RANDOM_STRINGS; n++) {
            sum.encode(random.string());
        }
        assertThat(sum.hex()).isEqualTo(expected.encoded);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void chunksCutAnywhereDecodeAsTheWhole(Expected expected) {
        Generator random = new Generator();
        Random cuts = new Random(7);
        ByteOutput out = new ByteOutput();
        for (int n = 0; n < RANDOM_INPUTS / 10; n++) {
            byte[] bytes = toBytes(random.bytes());
            String whole = expected.encoding.decode(bytes, 0, bytes.length);
            for (int cut = 0; cut <= bytes.length; cut++) {
                int second = cut + cuts.nextInt(bytes.length - cut + 1);
                StreamingDecoder decoder = new StreamingDecoder(expected.encoding);
                out.reset();
                decoder.decode(bytes, 0, cut, out);
                decoder.decode(bytes, cut, second, out);
                decoder.decode(bytes, second, bytes.length, out);
                decoder.finish(out);
                assertThat(new String(out.array(), 0, out.size(), UTF_8)).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void completeLengthIsTheLongestPrefixThatDecodesAlone(Expected expected) {
        if (expected.encoding == Encoding.ISO_2022_JP || expected.encoding == Encoding.REPLACEMENT) {
            return;
        }
        Generator random = new Generator();
        for (int n = 0; n < RANDOM_INPUTS / 10; n++) {
            byte[] bytes = toBytes(random.bytes());
            String whole = expected.encoding.decode(bytes, 0, bytes.length);
            for (int end = 0; end <= bytes.length; end++) {
                int length = expected.encoding.completeLength(bytes, 0, end);
                assertThat(length).isBetween(Math.max(0, end - 3), end);
                assertThat(expected.encoding.decode(bytes, 0, length)
                                + expected.encoding.decode(bytes, length, bytes.length))
                        .isEqualTo(whole);
            }
        }
    }

    private static byte[] toBytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** A CRC-32 over results, each followed by FF. */
    private static final class Sum {
        private final Encoding encoding;
        private final CRC32 crc = new CRC32();
        private final ByteOutput out = new ByteOutput();

        Sum(Encoding encoding) {
            this.encoding = encoding;
        }

        void decode(int... values) {
            crc.update(encoding.decode(toBytes(values), 0, values.length).getBytes(UTF_8));
            crc.update(0xFF);
        }

        void encode(String s) {
            out.reset();
            encoding.encode(s, 0, s.length(), out, Unencodable.NUMERIC_REFERENCE);
            crc.update(out.array(), 0, out.size());
            crc.update(0xFF);
        }

        String hex() {
            return String.format("%08x", crc.getValue());
        }
    }

    /** The linear congruential generator by which the checksums' inputs were made. */
    private static final class Generator {
        private long state = 42;

        int next(int bound) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (int) ((state >>> 33) % bound);
        }

        int[] bytes() {
            int[] bytes = new int[next(13)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = next(4) == 0 ? next(256) : BOUNDS[next(BOUNDS.length)];
            }
            return bytes;
        }

        String string() {
            StringBuilder s = new StringBuilder();
            for (int n = next(9); n > 0; n--) {
                s.append(TEXT[next(TEXT.length)]);
            }
            return s.toString();
        }
    }
}
