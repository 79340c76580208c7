package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnPlusBTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "odd|2|1",
                "EVEN|2|0",
                " 5 |0|5",
                "+4|0|4",
                "-3|0|-3",
                "007|0|7",
                "n|1|0",
                "+n|1|0",
                "-n|-1|0",
                "N|1|0",
                "2n|2|0",
                "+2n|2|0",
                "-2N|-2|0",
                "0n+2|0|2",
                "2n+1|2|1",
                "2n-1|2|-1",
                "2n +1|2|1",
                "2n -1|2|-1",
                "2n + 1|2|1",
                " 2n - 1 |2|-1",
                "2n- 1|2|-1",
                "2n/**/+/**/1|2|1",
                "n+1|1|1",
                "n-1|1|-1",
                "+n-12|1|-12",
                "+n- 1|1|-1",
                "n - 1|1|-1",
                "-n+3|-1|3",
                "-n-3|-1|-3",
                "-n- 3|-1|-3",
                "-n + 3|-1|3",
                "2\\6e+1|2|1",
                "\\6e-1|1|-1",
                "99999999999|0|2147483647",
                "-99999999999n-99999999999|-2147483648|-2147483648",
            })
    void parsed(String css, int a, int b) {
        assertThat(SelectorParserTest.simple(":nth-of-type(" + css + ")"))
                .isEqualTo(new PseudoClass.NthOfType(new AnPlusB(a, b)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "x", "2 n", "+ 2", "- 2", "+ n", "2n+ -1", "2n + -1", "2n+", "2n-", "n2", "--1", "--n", "+-n",
                "1.5", "1.5n", "2n+1.0", "1e1n", "1e1", "2n 1", "2n-1 2", "2n - +1", "+-1", "odd 1", "odd+1", "n+n",
                "n of", "-n- -1", "2n-1x", "'odd'", "2of",
            })
    void refused(String css) {
        assertThat(SelectorErrorTest.refused(":nth-child(" + css + ")").kind())
                .isEqualTo(SelectorException.Kind.PSEUDO_CLASS);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, '1 3 5 7 9'",
        "2, 0, '2 4 6 8'",
        "0, 3, 3",
        "0, 0, ''",
        "-1, 3, '1 2 3'",
        "3, -1, '2 5 8'",
        "-2, 7, '1 3 5 7'",
        "1, 8, '8 9'",
        "2147483647, 2147483647, ''",
        "-2147483648, -2147483648, ''",
    })
    void includes(int a, int b, String positions) {
        AnPlusB anPlusB = new AnPlusB(a, b);
        assertThat(IntStream.range(1, 10).filter(anPlusB::includes).boxed())
                .map(String::valueOf)
                .containsExactly(positions.isEmpty() ? new String[0] : positions.split(" "));
    }
}
