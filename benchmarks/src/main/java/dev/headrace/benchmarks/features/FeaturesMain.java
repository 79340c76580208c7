package dev.headrace.benchmarks.features;

import dev.headrace.benchmarks.figures.Arguments;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.figures.MarkdownTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The program behind {@code benchmarks/features}: measures each case in turns, in JVMs of its own. */
public final class FeaturesMain {
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:-UseDynamicNumberOfCompilerThreads");

    private FeaturesMain() {}

    /** Prints a table with a row for each case. */
    public static void main(String[] arguments) throws Exception {
        Arguments given = new Arguments(arguments, Set.of(), Set.of("--jdk", "--data", "--rounds", "--cases"));
        Path java = Path.of(given.get("--jdk", System.getProperty("java.home")), "bin/java");
        Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        for (int i = 0; i < given.number("--rounds", 3); i++) {
            for (String name : cases(given.list("--cases"))) {
                run(
                        java,
                        name,
                        given.get("--data", "../shared/data"),
                        figures.computeIfAbsent(name, key -> new LinkedHashMap<>()));
            }
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(table(figures));
    }

    private static List<String> cases(List<String> named) {
        List<String> all = List.copyOf(FeatureCases.all().keySet());
        return named.isEmpty()
                ? all
                : all.stream()
                        .filter(name -> name.equals(FeatureCases.LINKS) || named.contains(name))
                        .toList();
    }

    private static void run(Path java, String name, String data, Map<String, List<Double>> to)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FeatureCost.class.getName(), name, data));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                to.computeIfAbsent(words[0], key -> new ArrayList<>())
                        .add(Double.parseDouble(words[2]) / Double.parseDouble(words[1]));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static MarkdownTable table(Map<String, Map<String, List<Double>>> figures) {
        List<String> headings = new ArrayList<>(List.of("on"));
        FeatureCost.PAGES.forEach(page -> headings.addAll(List.of(page + ", MB/s", "times the cost")));
        MarkdownTable table = new MarkdownTable(1, headings);
        Map<String, List<Double>> links = Objects.requireNonNull(figures.get(FeatureCases.LINKS));
        figures.forEach((name, pages) -> {
            List<String> row = new ArrayList<>(List.of(name));
            pages.forEach((page, runs) -> {
                double own = Figures.median(runs);
                row.add(String.format(Locale.ROOT, "%.0f", 1000 / own));
                row.add(String.format(
                        Locale.ROOT, "%.2f", own / Figures.median(Objects.requireNonNull(links.get(page)))));
            });
            table.add(row);
        });
        return table;
    }
}
