package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"rewrite", "select", "trace", "cases", "demo", "serve", "check", "explain", "completion"})
    void help_hasExamples(String command) {
        Outcome outcome = Outcome.of(command, "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("Usage: headrace " + command, "Examples:", "  headrace " + command + " ");
    }

    @Test
    void help_namesCommandsAndExitCodes() {
        assertThat(Outcome.of("--help").out())
                .contains(
                        "rewrite",
                        "select",
                        "trace",
                        "cases",
                        "demo",
                        "serve",
                        "check",
                        "explain",
                        "completion",
                        "Examples:",
                        "Exit codes:");
    }

    @Test
    void noCommand_andAWrongOne_areMistakes() {
        assertThat(Outcome.of())
                .isEqualTo(
                        new Outcome(
                                2,
                                "",
                                "headrace: which command? rewrite, select, trace, cases, demo, serve, check, explain or completion (see 'headrace --help')\n"));
        assertThat(Outcome.of("rewrit").err()).contains("did you mean rewrite?");
    }

    @Test
    void argumentThatTheLocaleCannotExpress_isAMistake() {
        Outcome outcome = Outcome.of("select", "\uFFFD");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("set LC_ALL=C.UTF-8");
    }

    @Test
    void version_isThatOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("headrace.root", ".."), "pom.xml"));

        assertThat(pom).contains("<version>" + Version.CURRENT + "</version>");
        assertThat(Outcome.of("--version").out()).startsWith("headrace " + Version.CURRENT + "\n");
    }

    @Test
    void completion_isAScript() {
        assertThat(Outcome.of("completion", "bash").out())
                .contains("complete -F _complete_headrace")
                .contains("--rules")
                .contains("--shadow");
        assertThat(Outcome.of("completion", "zsh").out()).contains("bashcompinit");
    }
}
