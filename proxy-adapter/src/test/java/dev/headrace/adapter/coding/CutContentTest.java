package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Content that breaks off: it must never look whole. */
class CutContentTest {
    private static final byte[] PAGE = Pages.realistic(21, 4_000);

    @ParameterizedTest
    @EnumSource
    void cutAtAnyByte_isNotComplete(ContentCoding coding) {
        isCompleteAtItsEndOnly(coding, Coded.encode(coding, PAGE), PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void flushedThenCut_isNotComplete(ContentCoding coding) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            for (int at = 0; at < PAGE.length; at += 500) {
                encoder.write(PAGE, at, Math.min(500, PAGE.length - at), coded::write);
                encoder.flush(coded::write);
            }
            encoder.end(coded::write);
        }
        isCompleteAtItsEndOnly(coding, coded.toByteArray(), PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void emptyContentThatIsCut_isNotComplete(ContentCoding coding) {
        isCompleteAtItsEndOnly(coding, Coded.encode(coding, new byte[0]), new byte[0]);
    }

    @ParameterizedTest
    @EnumSource
    void noBytesAtAll_areComplete(ContentCoding coding) {
        Coded.Result decoded = Coded.decode(coding, new byte[0]);
        assertThat(decoded.complete()).isTrue();
        assertThat(decoded.content()).isEmpty();
    }

    private static void isCompleteAtItsEndOnly(ContentCoding coding, byte[] coded, byte[] content) {
        for (int end = 1; end < coded.length; end++) {
            Coded.Result cut = Coded.decode(coding, Arrays.copyOf(coded, end), Chunking.sizes(end), 100);
            assertThat(cut.failure()).as("cut at %d", end).isNull();
            assertThat(cut.complete()).as("cut at %d", end).isFalse();
            assertThat(cut.content()).as("cut at %d", end).isEqualTo(Arrays.copyOf(content, cut.content().length));
        }
        assertThat(Coded.decode(coding, coded).complete()).isTrue();
    }
}
