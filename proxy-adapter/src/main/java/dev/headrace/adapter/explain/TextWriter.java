package dev.headrace.adapter.explain;

import dev.headrace.adapter.header.FieldDifferences;
import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.Report;
import dev.headrace.rewriter.io.Statistics;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Writes an {@link Explanation} for a terminal. */
final class TextWriter {
    /** What came from outside must not speak to the terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");

    private final Explanation explanation;
    private final int mostDiffLines;
    private final StringBuilder out = new StringBuilder();

    TextWriter(Explanation explanation, int mostDiffLines) {
        this.explanation = explanation;
        this.mostDiffLines = mostDiffLines;
    }

    String write() {
        writeVerdict();
        writeFields("Request, as the origin gets it", explanation.requestFields());
        writeFields("Response, as the client gets it", explanation.responseFields());
        writeFeatures();
        writeDiff();
        return out.toString();
    }

    String writeBeside(Explanation inForce) {
        List<FieldDifference> fields = FieldDifferences.between(inForce.clientFields(), explanation.clientFields());
        writeFields("Response, as the client gets it now and would get it", fields);
        boolean same = inForce.after().equals(explanation.after());
        line("");
        if (same) {
            line(fields.isEmpty() ? "Clients would get the same as now." : "The document would be the same as now.");
        } else if (mostDiffLines == 0) {
            line("The document would be another one than now.");
        } else {
            line("--- as the client gets it now");
            line("+++ as the client would get it");
            writeLines(UnifiedDiff.of(inForce.after(), explanation.after()));
        }
        return out.toString();
    }

    private void line(String text) {
        out.append(CONTROLS.matcher(text).replaceAll("\uFFFD")).append('\n');
    }

    private void writeVerdict() {
        HttpRequest request = explanation.request();
        Report report = explanation.report();
        String host = request.uri().startsWith("/") ? request.headers().get(HttpHeaderNames.HOST, "") : "";
        int status = explanation.clientStatus();
        line(request.method() + " " + host + request.uri() + ": " + explanation.originStatus()
                + (status != explanation.originStatus() && status > 0 ? ", made " + status : ""));
        line(explanation.verdict());
        Throwable cause = report.cause();
        if (cause != null) {
            line("  " + cause);
            if (cause.getCause() != null) {
                line("  caused by " + cause.getCause());
            }
        }
        Statistics statistics = report.statistics();
        if (statistics != null) {
            line(statistics.bytesIn() + " bytes became " + statistics.bytesOut() + "; encoding "
                    + (statistics.encoding() == null ? "not known" : statistics.encoding()) + ", "
                    + statistics.elements() + " elements, " + statistics.matches() + " matches");
        }
    }

    private void writeFields(String title, List<FieldDifference> fields) {
        if (fields.isEmpty()) {
            return;
        }
        line("");
        line(title);
        int width =
                fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        for (FieldDifference field : fields) {
            String name = field.name() + " ".repeat(width - field.name().length() + 2);
            String before = String.join(" | ", field.before());
            String after = String.join(" | ", field.after());
            if (field.before().isEmpty()) {
                line("  + " + name + after);
            } else if (field.after().isEmpty()) {
                line("  - " + name + before);
            } else {
                line("  ~ " + name + before + "  →  " + after);
            }
        }
    }

    private void writeFeatures() {
        List<FeatureResult> features = explanation.features();
        if (features.isEmpty()) {
            return;
        }
        line("");
        line("Features");
        int width = features.stream()
                .mapToInt(feature -> feature.feature().length())
                .max()
                .orElse(0);
        for (FeatureResult feature : features) {
            line("    " + feature.feature()
                    + " ".repeat(width - feature.feature().length() + 2) + feature.toText());
        }
    }

    private void writeDiff() {
        List<String> diff = explanation.diff();
        if (explanation.report().statistics() == null) {
            return;
        }
        line("");
        if (diff.isEmpty()) {
            boolean same = explanation.before().equals(explanation.after());
            line(same ? "The document is the same, byte for byte." : "The documents differ in the ends of lines only.");
            return;
        }
        if (mostDiffLines == 0) {
            line("The document was changed.");
            return;
        }
        line("--- as the origin sent it");
        line("+++ as the client gets it");
        writeLines(diff);
    }

    private void writeLines(List<String> diff) {
        diff.subList(0, Math.min(diff.size(), mostDiffLines)).forEach(this::line);
        if (diff.size() > mostDiffLines) {
            line("… and " + (diff.size() - mostDiffLines) + " lines more");
        }
    }
}
