package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsciiBytesTest {
    @Test
    void wordEnd_isThatOfAPlainLoop() {
        Random random = new Random(1);
        byte[] near = {' ', '!', '&', '%', '\'', 0, 1, '\n', 0x7F, (byte) 0x80, (byte) 0xA6, (byte) 0xFF, 'a', 'Z', '0'
        };
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(8) == 0 ? near[random.nextInt(near.length)] : (byte) 'x';
            }
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = IntStream.range(from, to)
                    .filter(i -> bytes[i] <= ' ' || bytes[i] == '&')
                    .findFirst()
                    .orElse(to);

            assertThat(AsciiBytes.wordEnd(bytes, from, to)).isEqualTo(expected);
        }
    }
}
