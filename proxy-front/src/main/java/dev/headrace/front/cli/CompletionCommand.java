package dev.headrace.front.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace completion}: a script that completes the command line. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Writes a script that completes commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(headrace completion bash)",
            "  headrace completion zsh > ~/.headrace-completion && source ~/.headrace-completion",
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells, as they are written on the command line. zsh runs the script of bash. */
    enum Shell {
        bash(""),
        zsh("autoload -Uz compinit && compinit\n");

        private final String prologue;

        Shell(String prologue) {
            this.prologue = prologue;
        }
    }

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String script =
                shell.prologue + AutoComplete.bash("headrace", spec.root().commandLine());
        console.out().write(script.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return 0;
    }
}
