package dev.headrace.front.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.headrace.front.cli.cases.CaseResult;
import dev.headrace.front.cli.cases.CaseRunner;
import dev.headrace.rewriter.error.OnError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code headrace cases}: documents and what is done to them as JSON lines in, results as JSON lines out. */
@Command(
        name = "cases",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Rewrites one small document for each line of JSON.",
            "",
            "What came of it is written as a line of JSON, in order. A line has the document (\"html\" or \"html_b64\"), how it is cut (\"chunks\"), \"settings\", and operations on"
                    + " elements (\"handlers\") and on the document (\"document\"). A result has \"id\", \"output\" or"
                    + " \"output_b64\", \"error\", \"errorKind\" and \"log\". A line that is no case gives a result with the"
                    + " errorKind \"case\"; the lines behind it are run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace cases < cases.jsonl > results.jsonl",
            "  echo '{\"id\":1,\"html\":\"<ul><li>A<li>B</ul>\",\"handlers\":[{\"selector\":\"li\","
                    + "\"ops\":[[\"append\",\"!\"]]}]}' | headrace cases",
        })
final class CasesCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--on-error",
            paramLabel = "pass|fail",
            converter = OnErrorConverter.class,
            description =
                    "what to do when rewriting fails, in cases that do not say: pass the rest of the document as it is,"
                            + " or end it there; pass if not given")
    private OnError onError = OnError.PASS;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the cases; - or nothing for the standard input")
    private String file = InputFile.STANDARD_INPUT;

    CasesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ObjectMapper mapper = mapper();
        CaseRunner runner = new CaseRunner(onError);
        try (InputStream in = InputFile.of(file).open(console)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            OutputStream out = console.out();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.write(mapper.writeValueAsBytes(
                            run(line, number, mapper, runner).toJson()));
                    out.write('\n');
                }
                if (!lines.ready()) {
                    out.flush();
                }
            }
            out.flush();
        }
        return 0;
    }

    private static CaseResult run(String line, int number, ObjectMapper mapper, CaseRunner runner) {
        try {
            return runner.run(mapper.readTree(line));
        } catch (MismatchedInputException e) {
            return CaseResult.ofBadCase(NullNode.getInstance(), "line " + number + ": a line should hold one object");
        } catch (JsonProcessingException e) {
            return CaseResult.ofBadCase(
                    NullNode.getInstance(), "line " + number + ": " + Failures.oneLine(e.getOriginalMessage()));
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
        return mapper;
    }
}
