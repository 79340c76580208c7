package dev.headrace.adapter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstBytesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` \t<p>`|UTF-8|MARKUP",
                "`\uFEFF <p>`|UTF-8|MARKUP",
                "`\uFEFF <p>`|UTF-16BE|MARKUP",
                "`\uFEFF <p>`|UTF-16LE|MARKUP",
                "` <p>`|UTF-16BE|MARKUP",
                "` <p>`|UTF-16LE|MARKUP",
                "`{\"a\":\"<p>\"}`|UTF-8|OTHER",
                "`text`|UTF-16BE|OTHER",
                "`\u3C00`|UTF-16LE|OTHER",
                "`  `|UTF-8|UNDECIDED",
                "`\uFEFF`|UTF-8|UNDECIDED",
                "``|UTF-8|UNDECIDED",
            })
    void of_document_isMarkupIfItsFirstCharacterIs(String text, String charset, FirstBytes expected) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        assertThat(FirstBytes.of(bytes, 0, bytes.length, charset)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void of_everyPrefixOfAPage_neverSaysOther(String charset) {
        byte[] bytes = "\uFEFF\r\n <html>".getBytes(Charset.forName(charset));
        for (int length = 0; length <= bytes.length; length++) {
            assertThat(FirstBytes.of(bytes, 0, length, null)).isNotEqualTo(FirstBytes.OTHER);
        }
    }

    @Test
    void of_veryMuchWhiteSpace_isMarkup() {
        byte[] bytes = new byte[FirstBytes.MOST_WHITE_SPACE_BYTES + 1];
        Arrays.fill(bytes, (byte) ' ');
        assertThat(FirstBytes.of(bytes, 0, bytes.length, null)).isEqualTo(FirstBytes.MARKUP);
        assertThat(FirstBytes.of("PK\3".getBytes(StandardCharsets.US_ASCII), 0, 3, null))
                .isEqualTo(FirstBytes.OTHER);
    }
}
