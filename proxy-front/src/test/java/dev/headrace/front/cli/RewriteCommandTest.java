package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void operations_belongToTheSelectorInFrontOfThem() {
        Outcome outcome = Outcome.withInput(
                "<p>a <b>b</b></p>",
                "rewrite",
                "--on",
                "p",
                "--set-attribute",
                "class=x=y",
                "--append-html",
                "<i>1</i>",
                "--append",
                "<2>",
                "--on=b",
                "--unwrap");

        assertThat(outcome).isEqualTo(new Outcome(0, "<p class=\"x=y\">a b<i>1</i>&lt;2&gt;</p>", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --set-attribute=hidden          | <p>1<b hidden="">x</b>2</p>
            --rename=i                      | <p>1<i>x</i>2</p>
            --before=<                      | <p>1&lt;<b>x</b>2</p>
            --before-html=<hr>              | <p>1<hr><b>x</b>2</p>
            --after=<                       | <p>1<b>x</b>&lt;2</p>
            --after-html=<hr>               | <p>1<b>x</b><hr>2</p>
            --prepend=<                     | <p>1<b>&lt;x</b>2</p>
            --prepend-html=<i>              | <p>1<b><i>x</b>2</p>
            --append=<                      | <p>1<b>x&lt;</b>2</p>
            --append-html=<i>               | <p>1<b>x<i></b>2</p>
            --set-inner-content=<           | <p>1<b>&lt;</b>2</p>
            --set-inner-content-html=<i>    | <p>1<b><i></b>2</p>
            --replace=<                     | <p>1&lt;2</p>
            --replace-html=<i>              | <p>1<i>2</p>
            --remove                        | <p>12</p>
            --unwrap                        | <p>1x2</p>
            """)
    void operation_doesWhatItsNameSays(String operation, String expected) {
        assertThat(Outcome.withInput("<p>1<b>x</b>2</p>", "rewrite", "--on", "b", operation))
                .isEqualTo(new Outcome(0, expected, ""));
    }

    @Test
    void removeAttribute_removesIt() {
        assertThat(Outcome.withInput("<b id=x>", "rewrite", "--on", "b", "--remove-attribute", "id")
                        .out())
                .isEqualTo("<b>");
    }

    @Test
    void rulesFile_isApplied_toAFile_intoAFile() throws IOException {
        Path rules =
                Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - on: title\n    append: {text: ' – é'}\n");
        Path page = Files.writeString(folder.resolve("page.html"), "<meta charset=utf-8><title>x</title>");
        Path output = folder.resolve("new.html");

        Outcome outcome = Outcome.of("rewrite", "--rules", rules.toString(), "-o", output.toString(), page.toString());

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(output).hasContent("<meta charset=utf-8><title>x – é</title>");
    }

    @Test
    void mistakeInRules_isToldWithItsPlace() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - on: title\n    apend: x\n");

        Outcome outcome = Outcome.of("rewrite", "--rules", rules.toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("headrace: " + rules + ":3:5: unknown key \"apend\" in a rule; did you mean \"append\"?\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --on a:hover --remove               | 2 | it depends on the state of a browser
            --on a                              | 2 | --on a needs an operation behind it
            --remove                            | 2 | --remove is an operation: it needs --on SELECTOR in front of it
            --on a --set-attribute a'b=c        | 2 | --set-attribute: "a'b" cannot name an attribute: there is ' in it
            --on a --rename 1                   | 2 | "1" cannot name an element: a name begins with an ASCII letter
            --on a --removed                    | 2 | did you mean
            --on a --remove --charset utf-81    | 2 | no encoding has the label "utf-81"
            --on a --remove --on-error stop     | 2 | "stop" should be pass or fail
            --on a --remove --rules r.yaml      | 2 | not by both
            --on a --remove a.html b.html       | 2 | b.html
            -o x                                | 2 | nothing to do
            --on a --remove no-such.html        | 1 | no-such.html: no such file
            --on a --remove .                   | 1 | .: is a directory
            --rules no-such.yaml                | 1 | no-such.yaml: no such file
            --rules .                           | 1 | .: is a directory
            """)
    void mistake_isOneClearLine(String args, int code, String message) {
        Outcome outcome = Outcome.of(("rewrite " + args).split(" "));

        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.err()).startsWith("headrace: ").contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void outputOverTheDocument_isRefused() throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), "<a>");

        Outcome outcome = Outcome.of("rewrite", "--on", "a", "--remove", "-o", page.toString(), page.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("is the document itself");
        assertThat(page).hasContent("<a>");
    }

    @Test
    void failure_passesTheRest_orEndsTheOutput() throws IOException {
        String rules = "limits: {max-memory: 1K}\nrules:\n  - on: a\n    remove: true\n";
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        String page = "<p>x</p><b title='" + "y".repeat(100_000) + "'>";

        Outcome passed = Outcome.withInput(page, "rewrite", "--rules", file.toString());
        Outcome failed = Outcome.withInput(page, "rewrite", "--rules", file.toString(), "--on-error", "fail");

        assertThat(passed.code()).isZero();
        assertThat(passed.out()).isEqualTo(page);
        assertThat(passed.err()).contains("passed as it is: limit maxMemory = 1024");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEqualTo("<p>x</p>");
        assertThat(failed.err()).contains("limit maxMemory = 1024").hasLineCount(1);
    }

    @Test
    void stats_areALineOfJson() {
        Outcome outcome = Outcome.withInput("<a>", "rewrite", "--on", "a", "--append", "!", "--stats");

        assertThat(outcome.err()).startsWith("{\"bytesIn\":3,\"bytesOut\":4,").contains("\"failure\":null}");
    }

    @Test
    void readerThatGoesAway_endsTheCommandQuietly() {
        assertThat(writingTo("Broken pipe")).isEqualTo(new Outcome(141, "", ""));
        assertThat(writingTo("No space left on device"))
                .isEqualTo(new Outcome(1, "", "headrace: No space left on device\n"));
    }

    private static Outcome writingTo(String failure) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        StringWriter err = new StringWriter();
        ByteArrayInputStream in = new ByteArrayInputStream("<a>".getBytes(StandardCharsets.UTF_8));
        Console console = new Console(in, broken, new PrintWriter(err, true), false);
        int code = Main.run(console, "rewrite", "--on", "a", "--append", "x");
        return new Outcome(code, "", err.toString());
    }
}
