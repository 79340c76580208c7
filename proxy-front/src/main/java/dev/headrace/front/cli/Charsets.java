package dev.headrace.front.cli;

import dev.headrace.rewriter.HtmlRewriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Labels of encodings, as given with {@code --charset}. */
final class Charsets {
    private Charsets() {}

    /** Refuses a label that no encoding has, before anything is read. */
    static void check(@Nullable String label, CommandSpec command) {
        if (label == null) {
            return;
        }
        try {
            HtmlRewriter.builder().fallbackCharset(label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--charset: " + e.getMessage(), e);
        }
    }
}
