package dev.headrace.front.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headrace.front.rules.Rule;
import dev.headrace.front.rules.Rules;
import dev.headrace.front.rules.RulesFile;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.io.Statistics;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace rewrite}: one document in, the rewritten one out, while it arrives. */
@Command(
        name = "rewrite",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        customSynopsis = {
            "headrace rewrite --rules FILE [OPTIONS] [FILE|-]",
            "       headrace rewrite (--on SELECTOR OPERATION...)... [OPTIONS] [FILE|-]"
        },
        description = {
            "Rewrites an HTML document while it streams through.",
            "",
            "Rules say what to do to the elements that CSS selectors match. Whatever no rule changes leaves as it came, byte"
                    + " for byte.",
        },
        footer = {
            "",
            "Examples:",
            "  headrace rewrite --on 'a[target=_blank]' --set-attribute rel=noopener page.html",
            "  headrace rewrite --on font --unwrap --on script --remove < old.html > new.html",
            "  headrace rewrite --on 'body' --append-html '<p>The end</p>' -o new.html page.html",
            "  headrace rewrite --rules rules.yaml page.html",
            "",
            "Rules in YAML:",
            "  on-error: pass                       # or fail",
            "  limits: {max-memory: 16M}            # max-open-elements, max-attributes, max-whole-text",
            "  rules:",
            "    - on: \"a[target=_blank]\"",
            "      set-attributes: {rel: noopener}",
            "      remove-attributes: [style, onclick]",
            "    - on: title",
            "      append: {text: \" - example\"}     # {html: ...}, or just a text",
            "    - on: font",
            "      unwrap: true                     # remove: true takes the content out, too",
            "    - on: footer",
            "      text: {replace: {find: \"2025\", with: \"2026\"}}",
            "      comments: {remove: true}",
            "    - doctype: {replace: {html: \"<!DOCTYPE html>\"}}",
            "    - end: {append: {html: \"<!-- rewritten -->\"}}",
            "    - on: \"a[href^='http:']\"",
            "      replace-in-attributes: {href: {find: \"http:\", with: \"https:\"}}",
            "On elements: set-attributes, remove-attributes, replace-in-attributes, rename, before, after, prepend, append, set-inner-content,"
                    + " replace, remove, unwrap. On the text in them: replace, remove. On comments: set-text, before, after,"
                    + " replace, remove; without \"on\", those of the whole document.",
            "Rules, and the operations of each, are applied in the order in which they are written. Text is sought in the"
                    + " source, where & may be written &amp;.",
        })
final class RewriteCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--rules", order = 1, paramLabel = "FILE", description = "rules in YAML, see below")
    private @Nullable String rulesFile;

    @Mixin
    private OperationOptions operations = new OperationOptions();

    @Option(
            names = "--charset",
            order = 101,
            paramLabel = "LABEL",
            description =
                    "the encoding that came with the document, as in a Content-Type; else it is found in the document"
                            + " (windows-1252 if it does not say, as in browsers)")
    private @Nullable String charset;

    @Option(
            names = "--on-error",
            order = 102,
            paramLabel = "pass|fail",
            converter = OnErrorConverter.class,
            description =
                    "what to do when rewriting fails: pass the rest of the document as it is (if not given), or end it"
                            + " there with exit code 1")
    private @Nullable OnError onError;

    @Option(
            names = "--stats",
            order = 103,
            description = "write the figures of the document to the standard error, as a line of JSON")
    private boolean stats;

    @Option(
            names = {"-o", "--output"},
            order = 104,
            paramLabel = "FILE",
            description = "where to write; else to the standard output")
    private @Nullable String outputFile;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the document; - or nothing for the standard input")
    private String file = InputFile.STANDARD_INPUT;

    RewriteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Charsets.check(charset, spec);
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        rules().addTo(builder);
        if (onError != null) {
            builder.onError(onError);
        }
        HtmlRewriter rewriter = builder.build();
        InputFile input = InputFile.of(file);
        Statistics statistics;
        try (InputStream in = input.open(console)) {
            statistics = rewrite(rewriter, in, input);
        }
        if (statistics.failure() != null) {
            console.err()
                    .println("headrace: the rest of the document was passed as it is: "
                            + Failures.oneLine(statistics.failure().getMessage()));
        }
        if (stats) {
            write(statistics);
        }
        return 0;
    }

    private Rules rules() throws IOException {
        if (rulesFile != null && !operations.rules().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give rules by --rules or by --on, not by both");
        }
        if (rulesFile != null) {
            return RulesFile.read(InputFile.existing(rulesFile));
        }
        if (operations.rules().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to do: give --rules FILE, or --on SELECTOR and an operation");
        }
        for (Rule rule : operations.rules()) {
            if (rule.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--on " + rule.selector() + " needs an operation behind it, such as --remove");
            }
        }
        return new Rules(operations.rules(), Limits.DEFAULT, null);
    }

    private Statistics rewrite(HtmlRewriter rewriter, InputStream in, InputFile input) throws IOException {
        try (InputStream source = console.interactive() ? new Progress(in, input.size(), console.err()) : in) {
            if (outputFile == null) {
                return rewriter.rewrite(source, console.out(), charset);
            }
            Path output = InputFile.path(outputFile);
            refuseSameFile(input, output);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), BUFFER_BYTES)) {
                return rewriter.rewrite(source, out, charset);
            }
        }
    }

    private static void refuseSameFile(InputFile input, Path output) throws IOException {
        Path path = input.path();
        if (path != null && Files.exists(output) && Files.isSameFile(path, output)) {
            throw new FileSystemException(
                    output.toString(), null, "is the document itself, and would be overwritten while it is read");
        }
    }

    private void write(Statistics statistics) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("bytesIn", statistics.bytesIn());
            json.writeNumberField("bytesOut", statistics.bytesOut());
            json.writeNumberField("maxBytesBuffered", statistics.maxBytesBuffered());
            json.writeNumberField("elements", statistics.elements());
            json.writeNumberField("matches", statistics.matches());
            json.writeStringField("encoding", statistics.encoding());
            json.writeStringField(
                    "failure",
                    statistics.failure() == null ? null : statistics.failure().kind());
            json.writeEndObject();
        }
        console.err().println(line);
    }
}
