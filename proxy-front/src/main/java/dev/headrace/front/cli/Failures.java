package dev.headrace.front.cli;

import dev.headrace.front.rules.RulesException;
import dev.headrace.rewriter.error.RewriteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, in one line, and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** EX_SOFTWARE of sysexits.h. */
    static final int INTERNAL = 70;

    /** What a shell reports of a program that SIGPIPE ended. */
    static final int BROKEN_PIPE = 141;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        StringBuilder message = new StringBuilder(oneLine(e.getMessage()));
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            message.append("; did you mean ")
                    .append(String.join(" or ", suggestions))
                    .append('?');
        }
        err.println(
                "headrace: " + message + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
        return USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof ParameterException parameter) {
            return handleParseException(parameter, new String[0]);
        }
        if (e instanceof IOException io) {
            if (isBrokenPipe(io)) {
                return BROKEN_PIPE;
            }
            err.println("headrace: " + describe(io));
            return FAILED;
        }
        if (e instanceof RulesException) {
            err.println("headrace: " + oneLine(e.getMessage()));
            return USAGE;
        }
        if (e instanceof RewriteException) {
            err.println("headrace: " + oneLine(e.getMessage()));
            return FAILED;
        }
        StackTraceElement[] trace = e.getStackTrace();
        err.println("headrace: a mistake in headrace itself, please report it: " + oneLine(e.toString())
                + (trace.length > 0 ? " at " + trace[0] : ""));
        return INTERNAL;
    }

    static boolean isBrokenPipe(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), "").contains("Broken pipe");
    }

    /** Which file, and what is the matter with it. */
    static String describe(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + oneLine(other.getReason());
        }
        return oneLine(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    /** As {@link #describe(IOException)}, for an error that may not say itself which file it is about. */
    static String describe(String file, IOException e) {
        return e instanceof FileSystemException ? describe(e) : file + ": " + describe(e);
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
