package dev.headrace.front.cli;

import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    /** What the JVM makes of bytes that are no characters in the locale's encoding. */
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    static int run(Console console, String... args) {
        for (String arg : args) {
            if (arg.indexOf(REPLACEMENT_CHARACTER) >= 0) {
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
