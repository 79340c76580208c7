package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "de-DE, de-DE, true",
        "de-DE, de-de, true",
        "de-DE, de-Latn-DE, true",
        "de-DE, de-Latn-DE-1996, true",
        "de-DE, de-x-DE, false",
        "de-DE, de-Deva, false",
        "de-DE, de, false",
        "de-*-DE, de-Latn-DE, true",
        "*-DE, de-Latn-DE, true",
        "*, de, true",
        "*, '', false",
        "'', '', true",
        "'', de, false",
        "en, english, false",
        "en, en-US, true"
    })
    void extendedFiltering(String range, String tag, boolean matches) {
        assertThat(Languages.matches(range, tag)).isEqualTo(matches);
    }
}
