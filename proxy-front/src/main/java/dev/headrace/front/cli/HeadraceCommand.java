package dev.headrace.front.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands in front of the commands. */
@Command(
        name = "headrace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Rewrites HTML while it streams, by CSS selectors.",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace demo",
            "  curl -s https://example.org/ | headrace rewrite --on 'a[href^=\"http:\"]' --set-attribute rel=nofollow",
            "  headrace rewrite --rules rules.yaml page.html -o new.html",
            "  headrace select 'table > tbody > tr' page.html",
            "",
            "'headrace COMMAND --help' tells all of a command.",
            "",
            "Exit codes:",
            "    0  done",
            "    1  a file could not be read or written, a page not be fetched, or rewriting failed and --on-error is fail",
            "    2  the command, a selector, the rules, the configuration or a charset is wrong; nothing was read",
            "   70  a mistake in headrace itself",
            "  141  the reader of the output went away",
        })
final class HeadraceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? rewrite, select, trace, cases, demo, serve, check, explain or completion");
    }
}
