package dev.headrace.adapter.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §8.8.3. */
class EntityTagsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"\"", "\"a,b;hr-c\"", "\"a\\\"", "W/\"x;hr-sold\""})
    void original_ofDerived_isTheOrigins(String tag) {
        String derived = Objects.requireNonNull(EntityTags.derived(tag, "V1"));
        assertThat(derived).startsWith("W/\"").endsWith("V1\"");
        assertThat(EntityTags.isDerived(derived)).isTrue();
        assertThat(EntityTags.original(derived, "V1")).isEqualTo(tag);
        assertThat(EntityTags.original(derived, "V2")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "\"", "w/\"abc\"", "\"a b\"", "\"a\"b\""})
    void derived_noEntityTag_isNull(String value) {
        assertThat(EntityTags.derived(value, "V1")).isNull();
        assertThat(EntityTags.isDerived(value)).isFalse();
    }

    @Test
    void original_ofTheOriginsOwn_isNull() {
        assertThat(EntityTags.original("\"abc\"", "V1")).isNull();
        assertThat(EntityTags.isDerived("\"abc\"")).isFalse();
        assertThat(EntityTags.original("W/\"abc;hr-sV1x\"", "V1")).isNull();
    }

    @Test
    void list_ofSeveralLines_hasAllTags() {
        assertThat(EntityTags.list(List.of("\"a,b\" , W/\"c\"", "*", "junk, \"d\\\"")))
                .containsExactly("\"a,b\"", "W/\"c\"", "*", "junk", "\"d\\\"");
    }

    @Test
    void weaklyEqual_ignoresWeakness() {
        assertThat(EntityTags.weaklyEqual("W/\"a\"", "\"a\"")).isTrue();
        assertThat(EntityTags.weaklyEqual("\"a\"", "\"b\"")).isFalse();
    }
}
