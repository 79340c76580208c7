package dev.headrace.front.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.error.OnError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {
    @Test
    void rules_areAppliedInOrder() {
        String rules = """
                rules:
                  - on: p
                    set-attributes: {class: x, hidden: , tabindex: 1}
                    remove-attributes: [style, id]
                    append: {html: <hr>}
                  - on: p
                    append: " & more"
                    rename: div
                """;

        assertThat(rewrite(rules, "<p style=a>b</p>"))
                .isEqualTo("<div class=\"x\" hidden=\"\" tabindex=\"1\">b<hr> &amp; more</div>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            before: <                       | <p>1&lt;<b>x</b>2</p>
            after: {html: <hr>}             | <p>1<b>x</b><hr>2</p>
            prepend: {text: <}              | <p>1<b>&lt;x</b>2</p>
            set-inner-content: y            | <p>1<b>y</b>2</p>
            replace: y                      | <p>1y2</p>
            remove: true                    | <p>12</p>
            unwrap: true                    | <p>1x2</p>
            remove-attributes: id           | <p>1<b>x</b>2</p>
            text: {remove: true}            | <p>1<b></b>2</p>
            """)
    void operation_doesWhatItsNameSays(String operation, String expected) {
        assertThat(rewrite("rules: [{on: b, " + operation + "}]", "<p>1<b>x</b>2</p>"))
                .isEqualTo(expected);
    }

    @Test
    void text_isReplacedWhereverItIsCut_andEscapedWhereTheParserResolves() {
        String rules = """
                rules:
                  - on: body
                    text:
                      replace:
                        - {find: AT&amp;T, with: A & B}
                        - {find: b, with: {html: <i>b</i>}}
                  - on: script
                    text: {replace: {find: x, with: a && b}}
                """;

        assertThat(rewrite(rules, "<body>AT&amp;T b<script>x</script>"))
                .isEqualTo("<body>A &amp; B <i>b</i><script>a && <i>b</i></script>".replace("<i>b</i></s", "b</s"));
    }

    @Test
    void replaceInAttributes_replacesInValuesOfTheDom_andLeavesOthersAsTheyWere() {
        String rules = """
                rules:
                  - on: a
                    replace-in-attributes:
                      href: [{find: "http:", with: "https:"}, {find: "&", with: ";"}]
                      title: {find: old, with: new}
                """;

        assertThat(rewrite(rules, "<a href=http://x/?a&amp;b>1</a><a HREF='ftp://x/?a&amp'>2</a><a title=>3</a>"))
                .isEqualTo("<a href=\"https://x/?a;b\">1</a><a HREF=\"ftp://x/?a;\">2</a><a title=>3</a>");
    }

    @Test
    void commentsAndDoctypeAndEnd_areReached() {
        String rules = """
                rules:
                  - doctype: {replace: {html: "<!DOCTYPE html>"}}
                  - comments: {remove: true}
                  - on: p
                    comments: {before: "1", after: "2"}
                  - end: {append: "3"}
                """;

        assertThat(rewrite(rules, "<!DOCTYPE x><!--a--><p><!--b--></p>")).isEqualTo("<!DOCTYPE html><p>12</p>3");
        assertThat(rewrite("rules: [{comments: {set-text: z}}]", "<!--a-->")).isEqualTo("<!--z-->");
    }

    @Test
    void settings_areRead() {
        Rules rules = RulesFile.parse("r", """
                on-error: fail
                limits: {max-memory: 1m, max-open-elements: 10, max-attributes: 20, max-whole-text: 2K}
                rules: [{on: a, remove: true}]
                """);

        assertThat(rules.onError()).isEqualTo(OnError.FAIL);
        assertThat(rules.limits().maxMemory()).isEqualTo(1 << 20);
        assertThat(rules.limits().maxOpenElements()).isEqualTo(10);
        assertThat(rules.limits().maxAttributes()).isEqualTo(20);
        assertThat(rules.limits().maxWholeText()).isEqualTo(2048);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                              | r.yaml: there are no rules in it
            rules: []                                       | r.yaml:1:1: there are no rules
            - a                                             | r.yaml:1:1: a file of rules should be a mapping (key: value), not a list
            rule: []                                        | r.yaml:1:1: unknown key "rule" in a file of rules; did you mean "rules"?
            rules: 1                                        | r.yaml:1:8: rules should be a list (- item), not "1"
            rules: [{on: a, setAttribute: {b: c}}]          | r.yaml:1:17: unknown key "setAttribute" in a rule; did you mean "set-attributes"?
            rules: [{on: a, xyzzy: 1}]                      | r.yaml:1:17: unknown key "xyzzy" in a rule; known: on, set-attributes
            rules: [{on: a, on: b}]                         | r.yaml:1:17: "on" is there already
            rules: [{on: a}]                                | r.yaml:1:9: this rule does nothing
            rules: [{remove: true}]                         | r.yaml:1:10: "remove" needs "on: SELECTOR" in the same rule
            rules: [{on: a, end: {append: b}}]              | r.yaml:1:17: "end" belongs to the document
            rules: [{on: a, remove: yes}]                   | r.yaml:1:25: remove should be true
            rules: [{on: a, rename: 1x}]                    | r.yaml:1:25: "1x" cannot name an element
            rules: [{on: a, set-attributes: {b c: d}}]      | r.yaml:1:34: "b c" cannot name an attribute: there is white space in it
            rules: [{on: a, set-attributes: {b: [c]}}]      | r.yaml:1:37: the value of b should be text, not a list
            rules: [{on: a, append: {txt: b}}]              | r.yaml:1:26: unknown key "txt" in append; did you mean "text"?
            rules: [{on: a, append: {text: b, html: c}}]    | r.yaml:1:25: append should be a text, {text: …} or {html: …}
            rules: [{on: a, append: [b]}]                   | r.yaml:1:25: append should be a text
            rules: [{on: a, text: {replace: {find: b}}}]    | r.yaml:1:33: replace needs {find:
            rules: [{on: a, replace-in-attributes: {b: c}}] | r.yaml:1:44: b should be a mapping
            rules: [{on: a, replace-in-attributes: {b: {}}}] | r.yaml:1:44: b needs {find:
            rules: [{on: [a], remove: true}]                | r.yaml:1:14: on should be text, not a list
            rules: [{on: a                                  | r.yaml:1:15: expected
            on-error: stop                                  | r.yaml:1:11: on-error should be pass or fail
            limits: {max-memory: lots}                      | r.yaml:1:22: max-memory should be a number above 0, such as 16777216 or 16M, not "lots"
            limits: {max-attributes: 16G}                   | r.yaml:1:26: max-attributes can be 2147483647 at most
            &a [*a]                                         | r.yaml:1:1: a file of rules should be
            """)
    void mistake_isToldWithLineAndColumn(String rules, String message) {
        assertThatExceptionOfType(RulesException.class)
                .isThrownBy(() -> RulesFile.parse("r.yaml", rules))
                .withMessageStartingWith(message);
    }

    @Test
    void selector_isToldWithLineAndColumn() {
        Rules rules = RulesFile.parse("r.yaml", "rules:\n  - on: 'a:hover'\n    remove: true\n");

        assertThatExceptionOfType(RulesException.class)
                .isThrownBy(() -> rules.addTo(HtmlRewriter.builder()))
                .withMessageStartingWith("r.yaml:2:9: selector \"a:hover\": offset 1: ");
    }

    @Test
    void characterThatYamlForbids_isToldWithLineAndColumn() {
        assertThatExceptionOfType(RulesException.class)
                .isThrownBy(() -> RulesFile.parse("r.yaml", "rules:\n  \u0001"))
                .withMessage("r.yaml:2:3: U+0001 is not allowed");
    }

    @Test
    void deepNesting_isRefused() {
        assertThatExceptionOfType(RulesException.class)
                .isThrownBy(() -> RulesFile.parse("r.yaml", "[".repeat(100_000)))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void otherEncoding_isRefused(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("r.yaml"), new byte[] {(byte) 0xE9});

        assertThatExceptionOfType(RulesException.class)
                .isThrownBy(() -> RulesFile.read(file))
                .withMessageContaining("UTF-8");
    }

    private static String rewrite(String rules, String html) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder().onError(OnError.FAIL);
        RulesFile.parse("r.yaml", rules).addTo(builder);
        return builder.build().rewrite(html);
    }
}
