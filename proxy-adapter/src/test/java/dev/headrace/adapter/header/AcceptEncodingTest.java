package dev.headrace.adapter.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §12.5.3. */
class AcceptEncodingTest {
    private static final List<String> KNOWN = List.of("zstd", "br", "gzip", "deflate");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, br|gzip|1000",
                "gzip;q=0.5, br|gzip|500",
                "gzip ; q=0.125|gzip|125",
                "GZIP;Q=1.0|gzip|1000",
                "x-gzip|gzip|1000",
                "gzip;q=0|gzip|0",
                "gzip;q=2|gzip|0",
                "gzip;q=a|gzip|0",
                "br|gzip|0",
                "*|gzip|1000",
                "*;q=0.1, gzip|br|100",
                "gzip, *;q=0|br|0",
                "gzip|identity|1",
                "identity;q=0, gzip|identity|0",
                "gzip, *;q=0|identity|0",
                "''|gzip|0",
                "''|identity|1",
            })
    void weight_ofCoding_isWhatTheClientGaveIt(String field, String coding, int weight) {
        assertThat(AcceptEncoding.of(List.of(field)).weight(coding)).isEqualTo(weight);
    }

    @Test
    void accepts_noField_anything() {
        assertThat(AcceptEncoding.of(List.of()).accepts("br")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd, dcb|gzip, deflate, br, zstd",
                "gzip;q=0.5, compress;q=1|gzip;q=0.5",
                "compress, exi|identity",
                "''|identity",
                "*|zstd, br, gzip, deflate",
                "gzip, *;q=0.25|gzip, zstd;q=0.25, br;q=0.25, deflate;q=0.25",
                "gzip, *;q=0|gzip, *;q=0",
                "identity;q=0, br|identity;q=0, br",
                "gzip;q=0.001|gzip;q=0.001",
            })
    void reducedTo_known_keepsThoseWithTheirWeights(String field, String reduced) {
        assertThat(AcceptEncoding.of(List.of(field)).reducedTo(KNOWN)).isEqualTo(reduced);
    }

    @Test
    void reducedTo_noField_staysNoField() {
        assertThat(AcceptEncoding.of(List.of()).reducedTo(KNOWN)).isNull();
    }

    @Test
    void best_severalLines_isTheOneWithTheMostWeight() {
        AcceptEncoding accepted = AcceptEncoding.of(List.of("gzip;q=0.9", "br;q=0.9, deflate"));
        assertThat(accepted.best(KNOWN)).isEqualTo("deflate");
        assertThat(accepted.best(List.of("br", "gzip"))).isEqualTo("br");
        assertThat(accepted.best(List.of("zstd"))).isNull();
    }
}
