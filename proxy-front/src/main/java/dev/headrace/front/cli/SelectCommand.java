package dev.headrace.front.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace select}: which elements of which files selectors match. */
@Command(
        name = "select",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        customSynopsis = {
            "headrace select [OPTIONS] SELECTOR [FILE...]",
            "       headrace select [OPTIONS] (-s SELECTOR)... [FILE...]",
            "       headrace select [OPTIONS] --selectors FILE [FILE...]"
        },
        description = {
            "Finds the elements that selectors match, in many documents.",
            "",
            "Writes a line of JSON for each element that a selector matches:",
            "  {\"selector\":\"li > a\",\"file\":\"page.html\",\"start\":812,\"end\":834,\"name\":\"a\"}",
            "\"start\" and \"end\" are the offsets of the start tag in the file, in bytes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace select 'a[href]' index.html about.html",
            "  headrace select -s 'img:not([alt])' -s 'a:not([href])' *.html",
            "  headrace select --selectors selectors.txt *.html > matches.jsonl",
            "  curl -s https://example.org/ | headrace select title",
            "",
            "A selector that is refused ends the command with exit code 2 before a file is read. A file that cannot be read is"
                    + " reported; the others are read, and the exit code is 1.",
        })
final class SelectCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--selectors",
            paramLabel = "FILE",
            description =
                    "a file with one selector a line, in UTF-8; empty lines are skipped (there are no comments: # begins"
                            + " an id)")
    private @Nullable String selectorFile;

    @Option(
            names = {"-s", "--selector"},
            paramLabel = "SELECTOR",
            description = "a selector; may be repeated. With -s or --selectors every argument is a file")
    private List<String> selectorOptions = new ArrayList<>();

    @Option(names = "--skip-refused", description = "report selectors that are refused, and go on with the others")
    private boolean skipRefused;

    @Option(
            names = "--charset",
            paramLabel = "LABEL",
            description = "the encoding that came with the documents; else it is found in each")
    private @Nullable String charset;

    @Parameters(
            paramLabel = "SELECTOR FILE",
            description =
                    "the selector, if no option gives one, and the documents; - or nothing for the standard input")
    private List<String> arguments = new ArrayList<>();

    SelectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Charsets.check(charset, spec);
        List<String> files = new ArrayList<>(arguments);
        List<SelectorSource> sources = sources(files);
        Selection selection = new Selection(console);
        int refused = 0;
        for (SelectorSource source : sources) {
            String error = selection.add(source.selector());
            if (error != null) {
                console.err().println("headrace: " + source.place() + error);
                refused++;
            }
        }
        if (refused > 0 && !(skipRefused && refused < sources.size())) {
            return Failures.USAGE;
        }
        boolean allRead = selection.run(files.isEmpty() ? List.of(InputFile.STANDARD_INPUT) : files, charset);
        return allRead ? 0 : Failures.FAILED;
    }

    /** The selectors; the first argument is taken away if it is one. */
    private List<SelectorSource> sources(List<String> files) throws IOException {
        List<SelectorSource> sources = new ArrayList<>();
        if (selectorFile != null) {
            sources.addAll(SelectorSource.read(selectorFile));
        }
        for (String selector : selectorOptions) {
            sources.add(new SelectorSource("", selector));
        }
        if (selectorFile == null && selectorOptions.isEmpty() && !files.isEmpty()) {
            sources.add(new SelectorSource("", files.remove(0)));
        }
        if (sources.isEmpty()) {
            String message = selectorFile == null ? "no selector given" : selectorFile + ": there is no selector in it";
            throw new ParameterException(spec.commandLine(), message);
        }
        return sources;
    }
}
