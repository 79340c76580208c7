package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BrotliDecoderTest {
    private static final byte[] PAGE = Pages.realistic(41, 3_000);

    @Test
    void whatFollowsItsEnd_isRefused() {
        byte[] coded = Coded.encode(ContentCoding.BROTLI, PAGE);
        byte[] padded = Arrays.copyOf(coded, coded.length + 1);
        for (Chunking chunking : Chunking.usual()) {
            Coded.Result decoded = Coded.decode(ContentCoding.BROTLI, padded, chunking, 100);
            assertThat(decoded.content()).as("%s", chunking).isEqualTo(PAGE);
            assertThat(decoded.failure()).as("%s", chunking).isNotNull().hasMessageContaining("follows its end");
        }
    }

    @Test
    void windowsBeyondTheStandard_areRefused() {
        // The start of a stream with a "large window", which is an extension that HTTP does not have.
        byte[] large = {0x11, 0x1c, 0x03};
        assertThat(Coded.decode(ContentCoding.BROTLI, large).failure()).isNotNull();
    }

    @Test
    void textThatSaysItIsBr_isRefused() {
        assertThat(Coded.decode(ContentCoding.BROTLI, PAGE).failure())
                .isNotNull()
                .hasMessageContaining("coding br");
    }
}
