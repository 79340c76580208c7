package dev.headrace.adapter.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §8.3. */
class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html|text/html|",
                "Text/HTML ; Charset=UTF-8|text/html|UTF-8",
                "text/html;charset=\"utf-8\"|text/html|utf-8",
                "text/html;charset=\"a\\\"b\"|text/html|a\"b",
                "text/html;x=\"; charset=koi8-r\";charset=utf-8|text/html|utf-8",
                "text/html;charset=|text/html|",
                "text/html;charset=\"\"|text/html|",
                "text/html;charset=a;charset=b|text/html|a",
                "application/xhtml+xml|application/xhtml+xml|",
            })
    void parse_fieldValue_hasEssenceAndCharset(String value, String essence, String charset) {
        assertThat(MediaType.parse(value)).isEqualTo(new MediaType(essence, charset));
    }

    @ParameterizedTest
    @CsvSource({"html", "''", ";charset=utf-8", "/html"})
    void parse_noType_isNull(String value) {
        assertThat(MediaType.parse(value)).isNull();
    }

    @Test
    void withCharset_replacesTheParameterWhereItStands() {
        assertThat(MediaType.withCharset("text/html; CHARSET=\"latin1\"; x=1", "UTF-8"))
                .isEqualTo("text/html; charset=UTF-8; x=1");
        assertThat(MediaType.withCharset("text/html", "UTF-8")).isEqualTo("text/html; charset=UTF-8");
        assertThat(MediaType.withCharset("text/html;charset=a;charset=b", "UTF-8"))
                .isEqualTo("text/html; charset=UTF-8");
    }
}
