package dev.headrace.rewriter.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterReferencesTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "&amp;,&",
                "a&lt;b&gt;c,a<b>c",
                "&notit;,\u00ACit;",
                "&notin;,\u2209",
                "&NotEqualTilde;,\u2242\u0338",
                "&Afr;,\uD835\uDD04",
                "&CounterClockwiseContourIntegral;,\u2233",
                "&amp;amp;,&amp;",
                "&&amp&,&&&",
                "&nonsense;,&nonsense;",
                "& &;&=,& &;&=",
                "&#65;&#x41;&#X41;&#65,AAAA",
                "&#0000000000000000065;,A",
                "&#;&#x;&#xg&#,&#;&#x;&#xg&#",
                "&#x80;&#150;&#129;,\u20AC\u2013\u0081",
                "&#0;&#xD800;&#x110000;&#99999999999999999999;,\uFFFD\uFFFD\uFFFD\uFFFD",
                "&#xFFFF;&#x10FFFF;,\uFFFF\uDBFF\uDFFF",
                "&#13;,'\r'"
            })
    void referencesInTextResolve(String source, String expected) {
        assertThat(CharacterReferences.resolveText(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "?a=b&copy=1, ?a=b&copy=1",
        "?a=b&copy;=1, ?a=b\u00A9=1",
        "?a=b&copy, ?a=b\u00A9",
        "?a=b&copy&x, ?a=b\u00A9&x",
        "&notit;, &notit;",
        "&notin;, \u2209",
        "&not!, \u00AC!",
        "&#65=, A=",
        "&ampx&amp=&amp, &ampx&amp=&"
    })
    void legacyNameBeforeEqualsOrAlphanumericStaysInAttribute(String source, String expected) {
        assertThat(CharacterReferences.resolveAttribute(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no reference", "a & b", "&nonsense;", "&#", "fish&chips"})
    void stringWithoutReferenceIsReturnedItself(String s) {
        assertThat(CharacterReferences.resolveText(s)).isSameAs(s);
        assertThat(CharacterReferences.resolveAttribute(s)).isSameAs(s);
        assertThat(HtmlEscape.attributeValue(s)).isSameAs(s);
    }

    @Test
    void allNamesOfTheStandardAreKnown() {
        assertThat(NamedReferences.count()).isEqualTo(2231);
    }

    @ParameterizedTest
    @CsvSource({
        "&#32;, 32, 5",
        "&#32, 32, 4",
        "&#x20g, 32, 5",
        "&Tab;x, 9, 5",
        "&NewLine;, 10, 9",
        "&nbsp;, 160, 6",
        "&notit;, 172, 4",
        "&Afr;, 120068, 5",
        "&NotEqualTilde;, 8770, 15"
    })
    void firstCodePointAndLengthOfReferenceInBytes(String source, int codePoint, int length) {
        byte[] b = source.getBytes(US_ASCII);
        long answer = CharacterReferences.firstCodePoint(b, 0, b.length, true);
        assertThat(CharacterReferences.codePoint(answer)).isEqualTo(codePoint);
        assertThat(CharacterReferences.length(answer)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "& ", "&;", "&#", "&#x", "&#xg", "&x", "&Tab", "&Tab ", "&nonsense;"})
    void ampersandThatBeginsNothingIsText(String source) {
        byte[] b = source.getBytes(US_ASCII);
        assertThat(CharacterReferences.firstCodePoint(b, 0, b.length, true))
                .isEqualTo(CharacterReferences.NO_REFERENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "&#", "&#x", "&#x2", "&#000", "&T", "&Tab", "&not", "&amp"})
    void cutOffReferenceNeedsMore(String source) {
        byte[] b = source.getBytes(US_ASCII);
        assertThat(CharacterReferences.firstCodePoint(b, 0, b.length, false)).isEqualTo(CharacterReferences.NEED_MORE);
    }

    @Test
    void bytesAgreeWithStringsAtEveryCut() {
        Random random = new Random(11);
        for (int n = 0; n < 20_000; n++) {
            String source = "&" + RandomMarkup.next(random);
            byte[] b = source.getBytes(US_ASCII);
            int end = CharacterReferences.referenceEnd(source, 0, false);
            String expected = CharacterReferences.resolveText(source.substring(0, end));
            for (int cut = 0; cut <= b.length; cut++) {
                ReferenceScanner scanner = new ReferenceScanner();
                scanner.scan(b, 0, cut);
                scanner.scan(b, cut, b.length);
                if (!scanner.isDecided()) {
                    scanner.finish();
                }
                assertThat(scanner.length()).isEqualTo(Math.max(1, end));
                assertThat(scanner.codePoint()).isEqualTo(end == 0 ? -1 : expected.codePointAt(0));
            }
        }
    }

    @Test
    void hundredMegabytesOfZerosTakeNoMemory() {
        byte[] zeros = "0".repeat(1 << 20).getBytes(US_ASCII);
        ReferenceScanner scanner = new ReferenceScanner();
        scanner.scan(new byte[] {'&', '#'}, 0, 2);
        for (int i = 0; i < 100; i++) {
            scanner.scan(zeros, 0, zeros.length);
        }
        scanner.scan("32;".getBytes(US_ASCII), 0, 3);
        assertThat(scanner.isDecided()).isTrue();
        assertThat(scanner.codePoint()).isEqualTo(' ');
        assertThat(scanner.length()).isEqualTo(100L * zeros.length + 5);
    }
}
