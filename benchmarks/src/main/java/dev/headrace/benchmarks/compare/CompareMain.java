package dev.headrace.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code benchmarks/compare}. */
public final class CompareMain {
    private static final int USAGE = 64;
    private static final int FAILED = 1;

    private CompareMain() {}

    /** Compares, and prints the report; ends with 1 if an output differed for a reason that is not known. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        CompareOptions options;
        try {
            options = CompareOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            err.println("compare: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        if (!compare(options, out, err)) {
            System.exit(FAILED);
        }
    }

    private static boolean compare(CompareOptions options, PrintStream out, PrintStream err) throws IOException {
        List<Contender> contenders = Contender.of(options);
        Comparison comparison = new Comparison(options, contenders, err::println);
        comparison.run();
        Report report = new Report(comparison.rows(), contenders);
        StringBuilder text = new StringBuilder();
        text.append("# Headrace beside others\n\n")
                .append(Surroundings.describe(options, contenders))
                .append('\n');
        if (!options.checkOnly()) {
            text.append("Ratios are Headrace's speed to lol-html's: above 1, Headrace is faster.\n\n");
            text.append(report.summary()).append('\n');
            text.append(report.cases()).append('\n');
            text.append(
                    "Megabytes (10^6 bytes of input) for each second of CPU time; bytes allocated for each chunk.\n\n");
            text.append(report.figures()).append('\n');
        }
        text.append(Report.pages(options.pages())).append('\n');
        text.append("## Outputs\n\n").append(Report.findings(comparison.check()));
        out.print(text);
        Path markdown = options.markdown();
        if (markdown != null) {
            Files.writeString(markdown, text);
            err.println("written: " + markdown);
        }
        return comparison.check().passed();
    }
}
