package dev.headrace.front.cli;

import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), Arguments.ofProcess(args)));
    }

    static int run(Console console, String... args) {
        for (String arg : args) {
            if (!Arguments.isWhole(arg)) {
                console.err()
                        .println("headrace: an argument has characters that the locale cannot express (" + arg
                                + "); set LC_ALL=C.UTF-8");
                return Failures.USAGE;
            }
        }
        return commandLine(console).execute(args);
    }

    static CommandLine commandLine(Console console) {
        CommandLine headrace = new CommandLine(new HeadraceCommand())
                .addSubcommand(new RewriteCommand(console))
                .addSubcommand(new SelectCommand(console))
                .addSubcommand(new TraceCommand(console))
                .addSubcommand(new CasesCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new CompletionCommand(console));
        Failures failures = new Failures();
        headrace.setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(true)
                .setOut(console.outWriter())
                .setErr(console.err());
        return headrace;
    }
}
