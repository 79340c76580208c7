package dev.headrace.front.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headrace.rewriter.trace.HtmlTracer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace trace}: how a document is parsed, token by token. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows how a document is parsed, token by token.",
            "",
            "There is a line of JSON for each token, and for each element that the parser puts in or ends by itself. It has an \"event\" and the offsets \"start\" and \"end\", in bytes. Tags have the \"namespace\" of their"
                    + " element, the tokenizer's \"state\" and the \"insertionMode\" behind them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace trace page.html | head",
            "  printf '<table><tr><td>1' | headrace trace -",
            "  headrace trace page.html | grep '\"event\":\"implied'",
        })
final class TraceCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--charset",
            paramLabel = "LABEL",
            description = "the encoding that came with the document; else it is found in the document")
    private @Nullable String charset;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the document; - or nothing for the standard input")
    private String file = InputFile.STANDARD_INPUT;

    TraceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Charsets.check(charset, spec);
        try (InputStream in = InputFile.of(file).open(console)) {
            JsonGenerator json = JsonLines.to(console.out());
            TraceWriter writer = new TraceWriter(json);
            HtmlTracer.trace(in, charset, writer);
            JsonLines.end(json);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return 0;
    }
}
