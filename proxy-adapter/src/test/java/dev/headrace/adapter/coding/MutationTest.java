package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Coded content with random faults: decoding it ends, and fails in one way only. */
class MutationTest {
    private static final int MUTATIONS = 2_000;
    private static final byte[] PAGE = Pages.realistic(61, 2_000);

    @ParameterizedTest
    @EnumSource
    void randomFaults_endInACodingExceptionOrInContent(ContentCoding coding) {
        SplittableRandom random = new SplittableRandom(62);
        byte[] coded = Coded.encode(coding, PAGE);
        int noticed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutate(coded, random);
            Coded.Result decoded = Coded.decode(coding, mutant, Chunking.random(i), 1 + random.nextInt(5_000));
            Coded.Result whole = Coded.decode(coding, mutant);
            assertThat(decoded.complete()).as("mutant %d at any cut", i).isEqualTo(whole.complete());
            assertThat(decoded.failure() == null).as("mutant %d at any cut", i).isEqualTo(whole.failure() == null);
            if (!decoded.complete()) {
                noticed++;
            } else if (mutant.length > 0 && (coding == ContentCoding.GZIP || coding == ContentCoding.DEFLATE)) {
                assertThat(decoded.content()).as("mutant %d, under a check", i).isEqualTo(PAGE);
            }
        }
        assertThat(noticed).isGreaterThan(MUTATIONS / 2);
    }

    private static byte[] mutate(byte[] coded, SplittableRandom random) {
        byte[] mutant = coded;
        int faults = 1 + random.nextInt(3);
        for (int i = 0; i < faults && mutant.length > 0; i++) {
            int at = random.nextInt(mutant.length);
            int length = random.nextInt(Math.min(20, mutant.length - at) + 1);
            switch (random.nextInt(8)) {
                case 0 -> mutant = splice(mutant, at, length, new byte[0]);
                case 1 -> mutant = splice(mutant, at, 0, noise(random));
                case 2 -> mutant = splice(mutant, at, 0, Arrays.copyOfRange(mutant, at, at + length));
                case 3 -> mutant = random.nextInt(4) == 0 ? Arrays.copyOf(mutant, at) : mutant;
                default -> {
                    mutant = mutant.clone();
                    // Headers are short, and have the most to go wrong.
                    int place = random.nextBoolean() ? at : at % Math.min(24, mutant.length);
                    mutant[place] = (byte)
                            (random.nextBoolean() ? mutant[place] ^ 1 << random.nextInt(8) : random.nextInt(256));
                }
            }
        }
        return mutant;
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] noise = new byte[1 + random.nextInt(10)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, at);
        spliced.writeBytes(inserted);
        spliced.write(bytes, at + removed, bytes.length - at - removed);
        return spliced.toByteArray();
    }
}
