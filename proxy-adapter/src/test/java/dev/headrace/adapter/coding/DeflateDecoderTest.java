package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class DeflateDecoderTest {
    private static final byte[] PAGE = Pages.realistic(31, 3_000);

    @Test
    void bareData_isDecoded() {
        for (int level = 0; level <= 9; level++) {
            for (byte[] content : new byte[][] {PAGE, {}, {'<'}, {'<', 'p'}}) {
                byte[] bare = deflate(content, level, true, new byte[0]);
                for (Chunking chunking : Chunking.usual()) {
                    for (int pieceBytes : new int[] {1, 7, 16 << 10}) {
                        Coded.Result decoded = Coded.decode(ContentCoding.DEFLATE, bare, chunking, pieceBytes);
                        assertThat(decoded.failure())
                                .as("level %d, %s", level, chunking)
                                .isNull();
                        assertThat(decoded.complete())
                                .as("level %d, %s", level, chunking)
                                .isTrue();
                        assertThat(decoded.content())
                                .as("level %d, %s", level, chunking)
                                .isEqualTo(content);
                    }
                }
            }
        }
    }

    @Test
    void bareDataCutAtAnyByte_isNotComplete() {
        byte[] bare = deflate(PAGE, 6, true, new byte[0]);
        for (int end = 1; end < bare.length; end++) {
            Coded.Result cut = Coded.decode(ContentCoding.DEFLATE, Arrays.copyOf(bare, end));
            assertThat(cut.failure()).as("cut at %d", end).isNull();
            assertThat(cut.complete()).as("cut at %d", end).isFalse();
        }
    }

    @Test
    void anyBitFlippedInZlib_isNoticed() {
        byte[] content = Arrays.copyOf(PAGE, 60);
        byte[] coded = Coded.encode(ContentCoding.DEFLATE, content);
        for (int bit = 0; bit < coded.length * 8; bit++) {
            byte[] changed = coded.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Coded.Result decoded = Coded.decode(ContentCoding.DEFLATE, changed);
            // What fills the last byte of the data up means nothing.
            if (decoded.complete() && bit / 8 == coded.length - 5) {
                assertThat(decoded.content()).as("bit %d", bit).isEqualTo(content);
            } else {
                assertThat(decoded.complete()).as("bit %d", bit).isFalse();
            }
        }
    }

    @Test
    void presetDictionary_isRefused() {
        byte[] coded = deflate(PAGE, 6, false, "<p class=".getBytes(StandardCharsets.US_ASCII));
        for (Chunking chunking : Chunking.usual()) {
            assertThat(Coded.decode(ContentCoding.DEFLATE, coded, chunking, 16).failure())
                    .isNotNull()
                    .hasMessageContaining("preset dictionary");
        }
    }

    @Test
    void wrongAdler_isRefused() {
        byte[] coded = Coded.encode(ContentCoding.DEFLATE, PAGE);
        coded[coded.length - 1] ^= 1;
        Coded.Result decoded = Coded.decode(ContentCoding.DEFLATE, coded, Chunking.size(7), 100);
        assertThat(decoded.content()).as("what came before the fault").isEqualTo(PAGE);
        assertThat(decoded.failure()).isNotNull().hasMessageContaining("incorrect data check");
    }

    @Test
    void whatFollows_isSkippedAsBrowsersDo() {
        for (byte[] coded :
                new byte[][] {Coded.encode(ContentCoding.DEFLATE, PAGE), deflate(PAGE, 6, true, new byte[0])}) {
            byte[] padded = Arrays.copyOf(coded, coded.length + 100);
            for (Chunking chunking : Chunking.usual()) {
                Coded.Result decoded = Coded.decode(ContentCoding.DEFLATE, padded, chunking, 16);
                assertThat(decoded.failure()).isNull();
                assertThat(decoded.complete()).isTrue();
                assertThat(decoded.content()).isEqualTo(PAGE);
            }
        }
    }

    @Test
    void textThatSaysItIsDeflate_isRefused() {
        assertThat(Coded.decode(ContentCoding.DEFLATE, PAGE).failure())
                .isNotNull()
                .hasMessageContaining("coding deflate");
    }

    private static byte[] deflate(byte[] content, int level, boolean bare, byte[] dictionary) {
        Deflater deflater = new Deflater(level, bare);
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1000];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }
}
