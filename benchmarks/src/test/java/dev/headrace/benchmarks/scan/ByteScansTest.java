package dev.headrace.benchmarks.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.tokenizer.ByteScan;
import dev.headrace.rewriter.tokenizer.ByteScans;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to scan, beside a plain loop. Not in the module of what it tests, since vectors are found only in its jar. */
class ByteScansTest {
    private static final int VECTORS_FROM = 25;

    static List<ByteScan> scans() {
        return ByteScans.available();
    }

    @Test
    void vectors_areThere_whereTheJvmWasStartedWithThem() {
        String place = ByteScans.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        boolean started = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean expected =
                place.endsWith(".jar") && started && Runtime.version().feature() == VECTORS_FROM;

        assertThat(scans())
                .extracting(ByteScan::name)
                .isEqualTo(expected ? List.of("vector", "swar") : List.of("swar"));
    }

    @Test
    void unknownWay_isRefusedByName() {
        System.setProperty("headrace.scan", "magic");
        try {
            assertThatThrownBy(() -> HtmlRewriter.builder().on("a", a -> {}).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("magic")
                    .hasMessageContaining("swar");
        } finally {
            System.clearProperty("headrace.scan");
        }
    }

    @ParameterizedTest
    @MethodSource("scans")
    void positions_areThoseOfAPlainLoop(ByteScan scan) {
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = bytes(random, 1 + random.nextInt(300), 1 + random.nextInt(40));
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            int[] positions = new int[to - from + ByteScan.SLACK];
            int count = scan.positions(bytes, from, to, positions);

            assertThat(Arrays.copyOf(positions, count))
                    .isEqualTo(IntStream.range(from, to)
                            .filter(i -> bytes[i] == '<')
                            .toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("scans")
    void indexOf_isThatOfAPlainLoop(ByteScan scan) {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = bytes(random, 1 + random.nextInt(300), 1 + random.nextInt(400));
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            byte wanted = bytes[random.nextInt(bytes.length)];
            int expected = IntStream.range(from, to)
                    .filter(i -> bytes[i] == wanted)
                    .findFirst()
                    .orElse(to);

            assertThat(scan.indexOf(bytes, from, to, wanted)).isEqualTo(expected);
        }
    }

    /** Bytes of which one in so many is a {@code <}, and others are near to it, or beyond ASCII. */
    private static byte[] bytes(Random random, int length, int spacing) {
        byte[] bytes = new byte[length];
        byte[] others = {'<' - 1, '<' + 1, (byte) ('<' | 0x80), 0, (byte) 0xFF, 0x7F, (byte) 0x80, '>', 'a'};
        for (int i = 0; i < length; i++) {
            bytes[i] = random.nextInt(spacing) == 0 ? (byte) '<' : others[random.nextInt(others.length)];
        }
        return bytes;
    }
}
