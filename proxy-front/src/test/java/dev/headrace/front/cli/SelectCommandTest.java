package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private String page = "";
    private String other = "";

    @BeforeEach
    void write() throws IOException {
        page = Files.writeString(folder.resolve("a.html"), "<p>é<a href=x>1</a>")
                .toString();
        other = Files.writeString(folder.resolve("b.html"), "<svg><linearGradient id=a>")
                .toString();
    }

    @Test
    void match_isALineOfJson_withOffsetsInBytes() {
        assertThat(Outcome.of("select", "p > a", page, other))
                .isEqualTo(new Outcome(
                        0,
                        "{\"selector\":\"p > a\",\"file\":\"" + page + "\",\"start\":5,\"end\":15,\"name\":\"a\"}\n",
                        ""));
    }

    @Test
    void selectors_comeFromOptions_andFiles() throws IOException {
        String selectors = Files.writeString(folder.resolve("s.txt"), "\uFEFFp\r\n\n#a\n[href=\"x\"]")
                .toString();

        Outcome outcome = Outcome.of("select", "--selectors", selectors, "-s", "a", page, other);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(",\"file.*\"name\"", "")))
                .containsExactly(
                        "{\"selector\":\"p\":\"p\"}",
                        "{\"selector\":\"[href=\\\"x\\\"]\":\"a\"}",
                        "{\"selector\":\"a\":\"a\"}",
                        "{\"selector\":\"#a\":\"linearGradient\"}");
    }

    @Test
    void selectorThatIsRefused_isToldWithItsLine_beforeAFileIsRead() throws IOException {
        String selectors = Files.writeString(folder.resolve("s.txt"), "p\n\na:hover\ndiv >\n")
                .toString();

        Outcome refused = Outcome.of("select", "--selectors", selectors, page);
        Outcome skipped = Outcome.of("select", "--selectors", selectors, "--skip-refused", page);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("headrace: " + selectors + ":3: selector \"a:hover\": offset 1:"),
                        line -> assertThat(line)
                                .startsWith("headrace: " + selectors + ":4: selector \"div >\": offset 5:"));
        assertThat(skipped.code()).isZero();
        assertThat(skipped.out()).contains("\"name\":\"p\"").hasLineCount(1);
        assertThat(skipped.err()).isEqualTo(refused.err());
    }

    @Test
    void fileThatCannotBeRead_isReported_andTheOthersAreRead() {
        Outcome outcome = Outcome.of("select", "p", "no-such.html", ".", page);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("headrace: no-such.html: no such file\nheadrace: .: is a directory\n");
        assertThat(outcome.out()).hasLineCount(1);
    }

    @Test
    void standardInput_isReadWithoutAFile() {
        assertThat(Outcome.withInput("<p>", "select", "p").out())
                .isEqualTo("{\"selector\":\"p\",\"file\":\"-\",\"start\":0,\"end\":3,\"name\":\"p\"}\n");
    }

    @Test
    void nameThatNeedsEscaping_isEscaped() {
        assertThat(Outcome.withInput("<a\"\\b>", "select", "*").out()).contains("\"name\":\"a\\\"\\\\b\"}");
    }

    @Test
    void noSelector_isAMistake() throws IOException {
        String empty = Files.writeString(folder.resolve("s.txt"), "\n").toString();

        assertThat(Outcome.of("select").err()).contains("no selector given");
        assertThat(Outcome.of("select", "--selectors", empty).err()).contains("there is no selector in it");
    }

    @Test
    void lateTags_areOfTheElementThatTheyMergeInto() {
        Outcome outcome = Outcome.withInput("<body><p><body class=x>", "select", "-s", "body", "-s", ".x", "-");

        assertThat(outcome.out().lines())
                .containsExactly(
                        "{\"selector\":\"body\",\"file\":\"-\",\"start\":0,\"end\":6,\"name\":\"body\"}",
                        "{\"selector\":\".x\",\"file\":\"-\",\"start\":0,\"end\":6,\"name\":\"body\"}");
    }
}
