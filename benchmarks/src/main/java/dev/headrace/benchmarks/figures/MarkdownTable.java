package dev.headrace.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, its columns as wide as what is in them, so that it can be read as it is. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int textColumns;

    /** A table with these headings, of which the first {@code textColumns} stand over text, the others over figures. */
    public MarkdownTable(int textColumns, List<String> headings) {
        this.textColumns = textColumns;
        rows.add(List.copyOf(headings));
    }

    /** Adds a row, with a cell for each heading. */
    public void add(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + rows.get(0).size() + " columns: " + cells);
        }
        rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).toList());
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(Math.max(widths[i], 3), row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            write(out, rows.get(i), widths);
            if (i == 0) {
                writeRule(out, widths);
            }
        }
        return out.toString();
    }

    private void write(StringBuilder out, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            out.append("| ")
                    .append(i < textColumns ? row.get(i) + padding : padding + row.get(i))
                    .append(' ');
        }
        out.append("|\n");
    }

    private void writeRule(StringBuilder out, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            out.append(i < textColumns ? "|" + "-".repeat(widths[i] + 2) : "|" + "-".repeat(widths[i] + 1) + ":");
        }
        out.append("|\n");
    }
}
