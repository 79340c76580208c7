package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.figures.MarkdownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts what was measured into tables and sentences, in Markdown. */
final class Report {
    private final List<Row> rows;
    private final List<Contender> contenders;

    Report(List<Row> rows, List<Contender> contenders) {
        this.rows = rows;
        this.contenders = contenders;
    }

    /** The geometric means of a case's ratios, for whoever waits. */
    static String glance(List<Row> rows, List<Contender> contenders) {
        return contenders.stream()
                .filter(Contender::isHeadrace)
                .map(contender -> ratios(rows, contender, row -> true))
                .filter(ratios -> !ratios.isEmpty())
                .map(ratios -> " " + ratio(Figures.geometricMean(ratios.values())) + "×")
                .collect(Collectors.joining(","));
    }

    /** Every case on every page at every chunk size. */
    String figures() {
        List<String> headings = new ArrayList<>(List.of("case", "page", "chunk"));
        for (Contender contender : contenders) {
            headings.add(contender.name());
            if (contender.isHeadrace()) {
                headings.add("ratio");
                headings.add("B/chunk");
            }
        }
        MarkdownTable table = new MarkdownTable(2, headings);
        for (Row row : rows) {
            List<String> cells =
                    new ArrayList<>(List.of(row.what().name(), row.page().name(), Integer.toString(row.chunk())));
            for (Contender contender : contenders) {
                cells.add(number(row.megabytesPerSecond(contender)));
                if (contender.isHeadrace()) {
                    cells.add(ratio(row.ratio(contender)));
                    cells.add(number(row.allocatedPerChunk(contender)));
                }
            }
            table.add(cells);
        }
        return table.toString();
    }

    /** For each case, the geometric mean of its ratios, and the lowest with its place. */
    String cases() {
        List<String> headings = new ArrayList<>(List.of("case", "what it does"));
        for (Contender contender : headraces()) {
            headings.add(contender.jdk() + ": mean");
            headings.add("lowest");
        }
        MarkdownTable table = new MarkdownTable(2, headings);
        Map<Case, List<Row>> byCase =
                rows.stream().collect(Collectors.groupingBy(Row::what, LinkedHashMap::new, Collectors.toList()));
        byCase.forEach((what, own) -> {
            List<String> cells = new ArrayList<>(List.of(what.name(), what.description()));
            for (Contender contender : headraces()) {
                Map<Row, Double> ratios = ratios(own, contender, row -> true);
                cells.add(ratio(Figures.geometricMean(ratios.values())));
                cells.add(lowest(ratios, row -> row.page().name() + " " + row.chunk()));
            }
            table.add(cells);
        });
        return table.toString();
    }

    /** A few lines for each JDK. */
    String summary() {
        StringBuilder out = new StringBuilder();
        for (Contender contender : headraces()) {
            Map<Row, Double> all = ratios(rows, contender, row -> true);
            if (all.isEmpty()) {
                continue;
            }
            Map<Row, Double> working =
                    ratios(rows, contender, row -> !row.what().rules().isEmpty());
            out.append("- **").append(contender.jdk()).append("**: with a handler, geometric mean of ");
            out.append(working.size()).append(" ratios **");
            out.append(ratio(Figures.geometricMean(working.values()))).append("**, lowest **");
            out.append(lowest(working, Report::place)).append("**, ");
            out.append(working.values().stream().filter(ratio -> ratio < 1).count())
                    .append(" below 1");
            out.append("; with noop, mean ").append(ratio(Figures.geometricMean(all.values())));
            out.append(", lowest ").append(lowest(all, Report::place));
            rows.stream().map(Row::chunk).distinct().forEach(chunk -> {
                Map<Row, Double> many =
                        ratios(rows, contender, row -> row.what().name().equals("sel500") && row.chunk() == chunk);
                if (!many.isEmpty()) {
                    out.append("; sel500 in chunks of ").append(chunk).append(": mean ");
                    out.append(ratio(Figures.geometricMean(many.values())));
                    out.append(", lowest ")
                            .append(lowest(many, row -> row.page().name()));
                }
            });
            out.append(".\n");
        }
        return out.toString();
    }

    /** The pages, with their files. */
    static String pages(List<BenchmarkPage> pages) {
        MarkdownTable table = new MarkdownTable(3, List.of("page", "file", "what it stands for"));
        pages.forEach(page -> table.add(List.of(page.name(), page.file(), page.why())));
        return table.toString();
    }

    /** What differed between the outputs; one line for each page and difference. */
    static String findings(OutputCheck check) {
        StringBuilder out = new StringBuilder();
        if (check.compared() == 0) {
            out.append(
                    "lol-html was not run; Headrace's outputs agree with trees changed in the same way, but for these:\n\n");
        } else {
            out.append(check.same()).append(" of ").append(check.compared());
            out.append(" outputs are the same bytes as lol-html's.\n\n");
        }
        check.findings()
                .forEach((finding, chunks) -> out.append("- ")
                        .append(finding.known() ? "" : "**NOT EXPLAINED** ")
                        .append(finding.what())
                        .append(", ")
                        .append(finding.page())
                        .append(" (chunks of ")
                        .append(chunks.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                        .append("): ")
                        .append(finding.text())
                        .append('\n'));
        return out.toString();
    }

    private List<Contender> headraces() {
        return contenders.stream().filter(Contender::isHeadrace).toList();
    }

    private static Map<Row, Double> ratios(List<Row> rows, Contender contender, Predicate<Row> which) {
        Map<Row, Double> ratios = new LinkedHashMap<>();
        for (Row row : rows) {
            double ratio = row.ratio(contender);
            if (which.test(row) && !Double.isNaN(ratio)) {
                ratios.put(row, ratio);
            }
        }
        return ratios;
    }

    private static String lowest(Map<Row, Double> ratios, Function<Row, String> place) {
        return ratios.entrySet().stream()
                .min(Comparator.comparing(Map.Entry<Row, Double>::getValue))
                .map(entry -> ratio(entry.getValue()) + " (" + place.apply(entry.getKey()) + ")")
                .orElse("–");
    }

    private static String place(Row row) {
        return row.what() + ", " + row.page().name() + ", " + row.chunk();
    }

    /** Three digits are all that a measurement is worth. */
    static String ratio(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
