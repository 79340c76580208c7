package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.selector.SelectorException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the parser to the list of selectors that came with the project. */
@Tag("data")
class SelectorDataTest {
    private static final Map<String, Kind> KINDS = Map.of(
            "syntax-empty", Kind.EMPTY,
            "syntax-dangling", Kind.DANGLING_COMBINATOR,
            "syntax-token", Kind.UNEXPECTED_TOKEN,
            "syntax-attr", Kind.ATTRIBUTE,
            "syntax-pseudo", Kind.PSEUDO_CLASS,
            "syntax-unknown-pseudo", Kind.UNKNOWN_PSEUDO_CLASS,
            "syntax-namespace", Kind.NAMESPACE,
            "eof-autoclose", Kind.UNCLOSED,
            "unstreamable", Kind.NOT_STREAMABLE,
            "unsupported", Kind.NOT_SUPPORTED);

    /** Listed as refused, but the design has them. */
    private static final Set<String> SUPPORTED_ALL_THE_SAME = Set.of(":nth-child(2 of .a)", ":lang(en)", ":any-link");

    /** Listed with the extensions of jQuery, of which it is one; what is wrong with it is the attribute's operator. */
    private static final String JQUERY_OPERATOR = "[a!=\"b\"]";

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private record Row(String group, String selector) {}

    @Test
    void validSelectors_areParsed_andWrittenSoThatTheyParseAgain() throws IOException {
        List<Row> rows = rows("group");
        assertThat(rows).hasSize(327);
        for (Row row : rows) {
            SelectorList list = SelectorParser.parse(row.selector());
            assertThat(SelectorParser.parse(list.toString())).isEqualTo(list);
        }
    }

    @Test
    void invalidSelectors_areRefusedForTheReasonListed() throws IOException {
        List<Row> rows = rows("kind");
        assertThat(rows).hasSize(139);
        for (Row row : rows) {
            if (SUPPORTED_ALL_THE_SAME.contains(row.selector())) {
                assertThat(SelectorParser.parse(row.selector()).selectors()).hasSize(1);
                continue;
            }
            Kind expected = row.selector().equals(JQUERY_OPERATOR) ? Kind.ATTRIBUTE : KINDS.get(row.group());
            SelectorException error = SelectorErrorTest.refused(row.selector());
            assertThat(error.kind()).as(error.getMessage()).isEqualTo(expected);
        }
    }

    /** The rows with this field; the file is regular enough to be read without a JSON library. */
    private static List<Row> rows(String field) throws IOException {
        String json = Files.readString(directory().resolve("selectors.json"));
        return Pattern.compile("\"" + field + "\": \"([^\"]*)\",\\s*\"selector\": \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(json)
                .results()
                .map(row -> new Row(row.group(1), unescaped(row.group(2))))
                .toList();
    }

    private static String unescaped(String json) {
        return UNICODE_ESCAPE
                .matcher(json)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
                .translateEscapes();
    }

    private static Path directory() {
        String property = System.getProperty("headrace.data");
        return property == null ? Path.of("..", "..", "shared", "data") : Path.of(property);
    }
}
