package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    @Test
    void theStandardHasFortyEncodings() {
        assertThat(Encoding.all()).hasSize(40).startsWith(Encoding.UTF_8).endsWith(Encoding.X_USER_DEFINED);
    }

    @ParameterizedTest
    @CsvSource({
        "latin1, windows-1252",
        "US-ASCII, windows-1252",
        "Shift_JIS, Shift_JIS",
        "ms932, Shift_JIS",
        "gb2312, GBK",
        "unicode-1-1-utf-8, UTF-8",
        "utf-16, UTF-16LE",
        "logical, ISO-8859-8-I",
        "hz-gb-2312, replacement",
        "csiso88596e, ISO-8859-6"
    })
    void labelNamesEncoding(String label, String name) {
        assertThat(Objects.requireNonNull(Encoding.forLabel(label)).name()).isEqualTo(name);
    }

    @Test
    void everyNameIsALabelOfItself() {
        assertThat(Encoding.all())
                .allSatisfy(e -> assertThat(Encoding.forLabel(e.name())).isSameAs(e));
    }

    @Test
    void labelIsTrimmedOfAsciiWhitespaceOnly() {
        assertThat(Encoding.forLabel("\t\n\f\r UTF8 ")).isSameAs(Encoding.UTF_8);
        assertThat(Encoding.forLabel("\u00A0utf8")).isNull();
        assertThat(Encoding.forLabel("\u000Butf8")).isNull();
        assertThat(Encoding.forLabel("utf-8x")).isNull();
        assertThat(Encoding.forLabel("")).isNull();
    }

    @Test
    void labelWithLettersThatOnlyUnicodeFoldsIsUnknown() {
        assertThat(Encoding.forLabel("\u212Aoi8-r")).isNull();
    }

    @Test
    void labelIsReadFromBytes() {
        byte[] b = "charset=koi8-r;".getBytes(ISO_8859_1);
        assertThat(Objects.requireNonNull(Encoding.forLabel(b, 8, 14)).name()).isEqualTo("KOI8-R");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, EDA080, \uFFFD\uFFFD\uFFFD",
        "UTF-8, F0908041, \uFFFDA",
        "UTF-8, C3, \uFFFD",
        "UTF-8, EFBBBF41, \uFEFFA",
        "windows-1252, 8081, \u20AC\u0081",
        "windows-1253, AA, \uFFFD",
        "x-user-defined, 7F80FF, \u007F\uF780\uF7FF",
        "Shift_JIS, 813C, \uFFFD<",
        "Shift_JIS, 835C, \u30BD",
        "EUC-JP, 8FA13C, \uFFFD<",
        "Big5, 8862, \u00CA\u0304",
        "GBK, 80, \u20AC",
        "gb18030, 8130813C, \uFFFD0\uFFFD<",
        "gb18030, 90308130, \uD800\uDC00",
        "ISO-2022-JP, 1B2442467C1B284241, \u65E5A",
        "UTF-16LE, 00D84100, \uFFFDA",
        "replacement, 3C3C, \uFFFD"
    })
    void bytesDecodeAsTheStandardSays(String label, String hex, String expected) {
        byte[] b = HexFormat.of().parseHex(hex);
        assertThat(encoding(label).decode(b, 0, b.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, 41C3, 1",
        "UTF-8, 41E282, 1",
        "UTF-8, 41C328, 3",
        "UTF-8, F5, 1",
        "windows-1252, 41C3, 2",
        "Shift_JIS, 83, 0",
        "Shift_JIS, 8383, 2",
        "Shift_JIS, 838383, 2",
        "gb18030, 413081308130, 6",
        "gb18030, 3C8130, 1",
        "EUC-JP, 8FA1, 0",
        "UTF-16LE, 410042, 2"
    })
    void cutOffSequenceIsNotComplete(String label, String hex, int expected) {
        byte[] b = HexFormat.of().parseHex(hex);
        assertThat(encoding(label).completeLength(b, 0, b.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, a\u20AC\u4E00, 6180262331393936383B",
        "UTF-8, \uD83D\uDE00, F09F9880",
        "UTF-16BE, a\uD83D\uDE00, 0061D83DDE00",
        "ISO-2022-JP, \u65E5\uD83D\uDE00, 1B2442467C1B28422623 3132383531323B",
        "GBK, \u20AC, 80",
        "gb18030, \u20AC, A2E3"
    })
    void unencodableCodePointBecomesReference(String label, String text, String hex) {
        ByteOutput out = new ByteOutput(1);
        encoding(label).encode(text, out);
        assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray())).isEqualTo(hex.replace(" ", ""));
    }

    @Test
    void failingEncodeTellsWhereAndWritesNothing() {
        ByteOutput out = new ByteOutput();
        out.writeByte('x');
        assertThat(Encoding.WINDOWS_1252.encode("ab\u4E00", 0, 3, out, Unencodable.FAIL))
                .isEqualTo(2);
        assertThat(out.size()).isEqualTo(1);
        assertThat(Encoding.WINDOWS_1252.encode("ab\u4E00", 0, 2, out, Unencodable.FAIL))
                .isEqualTo(-1);
        assertThat(new String(out.toByteArray(), ISO_8859_1)).isEqualTo("xab");
    }

    @Test
    void loneSurrogateIsEncodedAsReplacementCharacter() {
        ByteOutput out = new ByteOutput();
        assertThat(Encoding.UTF_8.encode("\uD800a\uDC00", out)).isTrue();
        assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("\uFFFDa\uFFFD");
    }

    @Test
    void asciiCompatibilityIsKnown() {
        assertThat(Encoding.all().stream().filter(e -> !e.isAsciiCompatible()))
                .containsExactlyInAnyOrder(
                        Encoding.UTF_16BE, Encoding.UTF_16LE, Encoding.ISO_2022_JP, Encoding.REPLACEMENT);
        assertThat(Encoding.all().stream().filter(Encoding::isMultiByte)).hasSize(6);
        assertThat(Encoding.all().stream().filter(Encoding::isUtf8)).containsExactly(Encoding.UTF_8);
    }

    @Test
    void streamThroughUtf8AndBackIsUnchangedAtEverySplit() {
        String page = "<p title='\u65E5\u672C'>a\u30BD</p>";
        for (Encoding encoding : new Encoding[] {Encoding.UTF_16LE, Encoding.UTF_16BE, Encoding.ISO_2022_JP}) {
            ByteOutput original = new ByteOutput();
            assertThat(encoding.encode(page, original)).isTrue();
            for (int cut = 0; cut <= original.size(); cut++) {
                assertThat(throughUtf8(encoding, original.toByteArray(), cut)).isEqualTo(original.toByteArray());
            }
        }
    }

    private static byte[] throughUtf8(Encoding encoding, byte[] bytes, int cut) {
        ByteOutput utf8 = new ByteOutput();
        ByteOutput out = new ByteOutput();
        StreamingDecoder decoder = new StreamingDecoder(encoding);
        StreamingEncoder encoder = new StreamingEncoder(encoding);
        decoder.decode(bytes, 0, cut, utf8);
        decoder.decode(bytes, cut, bytes.length, utf8);
        decoder.finish(utf8);
        for (int i = 0; i < utf8.size(); i++) {
            encoder.encode(utf8.array(), i, i + 1, out);
        }
        encoder.finish(out);
        return out.toByteArray();
    }

    private static Encoding encoding(String label) {
        return Objects.requireNonNull(Encoding.forLabel(label));
    }
}
