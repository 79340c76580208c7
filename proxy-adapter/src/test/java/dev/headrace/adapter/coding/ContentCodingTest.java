package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
    @ParameterizedTest
    @EnumSource
    void token_namesItsCoding(ContentCoding coding) {
        assertThat(ContentCoding.of(coding.token())).isEqualTo(coding);
        assertThat(ContentCoding.of(coding.token().toUpperCase(Locale.ROOT))).isEqualTo(coding);
    }

    @Test
    void xGzip_isGzip() {
        assertThat(ContentCoding.of("X-gzip")).isEqualTo(ContentCoding.GZIP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "*", "compress", "brotli", "gzip ", "g\u0130zip", "z\u017ftd", "dcz"})
    void otherTokens_nameNone(String token) {
        assertThat(ContentCoding.of(token)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void allAreAvailableHere(ContentCoding coding) {
        assertThat(coding.isAvailable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void levelOutOfBounds_isRefused(ContentCoding coding) {
        assertThat(coding.defaultLevel()).isBetween(coding.minLevel(), coding.maxLevel());
        for (int level : new int[] {coding.minLevel() - 1, coding.maxLevel() + 1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> coding.encoder(level))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "level %d of %s: it has the levels %d to %d",
                            level, coding.token(), coding.minLevel(), coding.maxLevel());
        }
    }
}
