package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The encoding tests of html5lib-tests, as far as the first 1,024 bytes decide; scripted ones need a script engine. */
@Tag("data")
class Html5libEncodingTest {
    record Case(String page, String encoding) {
        @Override
        public String toString() {
            return encoding + ": "
                    + page.strip().lines().reduce((first, last) -> last).orElse("");
        }
    }

    static List<Case> cases() throws IOException {
        Path directory = TestData.find().orElseThrow().root().resolve("html5lib-tests/encoding");
        List<Case> cases = new ArrayList<>();
        for (String file : new String[] {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
            String text = Files.readString(directory.resolve(file), ISO_8859_1);
            for (String block : text.split("(^|\n)#data\n", -1)) {
                int mark = block.indexOf("\n#encoding\n");
                if (mark >= 0) {
                    cases.add(new Case(
                            block.substring(0, mark),
                            block.substring(mark + "\n#encoding\n".length()).strip()));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pageHasTheEncodingExpected(Case expected) {
        byte[] b = expected.page.getBytes(ISO_8859_1);
        EncodingSniffer.Result result = Objects.requireNonNull(new EncodingSniffer(null).sniff(b, 0, b.length, true));
        if (b.length > EncodingSniffer.PRESCAN_BYTES) {
            // The <meta> comes late: tree construction is to find it, and may since the answer is not certain.
            assertThat(result.source()).isSameAs(EncodingSniffer.Source.FALLBACK);
        } else {
            assertThat(result.encoding()).isSameAs(Encoding.forLabel(expected.encoding));
        }
    }
}
