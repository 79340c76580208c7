package dev.headrace.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nu.validator.htmlparser.sax.HtmlParser;
import org.attoparser.MarkupParser;
import org.jsoup.Jsoup;

/** What a report has to say of where its figures come from. */
final class Surroundings {
    private Surroundings() {}

    static String describe(CompareOptions options, List<Contender> contenders) throws IOException {
        StringBuilder out = new StringBuilder();
        line(out, "date", LocalDate.now(ZoneOffset.UTC).toString());
        line(out, "command", "`" + options.command() + "`");
        line(out, "revision", options.revision());
        line(
                out,
                "machine",
                cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + first(Path.of("/etc/os-release"), "PRETTY_NAME=").replace("\"", "") + ", Linux "
                        + System.getProperty("os.version"));
        line(out, "lol_html", options.rust());
        line(
                out,
                "JDKs",
                options.jdks().stream()
                        .map(jdk -> jdk + " (" + jdk.version() + ")")
                        .collect(Collectors.joining(", ")));
        line(out, "JVM flags", "`" + String.join(" ", options.jvmFlags()) + "`" + vector(options));
        line(
                out,
                "other libraries",
                Stream.of(Jsoup.class, HtmlParser.class, MarkupParser.class)
                        .map(Surroundings::jar)
                        .collect(Collectors.joining(", ")));
        line(
                out,
                "measured",
                "CPU time of the whole process, median of " + options.rounds() + " rounds of " + options.millis()
                        + " ms in turns; " + contenders.size() + " contenders, a process for each of them and case");
        return out.toString();
    }

    private static String vector(CompareOptions options) {
        return options.jdks().stream()
                .filter(jdk -> options.vector() && !jdk.vectorFlags().isEmpty())
                .map(jdk -> "; for Headrace on " + jdk + " also `" + String.join(" ", jdk.vectorFlags()) + "`")
                .collect(Collectors.joining());
    }

    private static void line(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append("- ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static String cpu() throws IOException {
        return first(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^\\s*:\\s*", "");
    }

    private static String first(Path file, String start) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .map(line -> line.substring(start.length()))
                    .orElse("");
        }
    }

    private static String jar(Class<?> type) {
        String place = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return place.substring(place.lastIndexOf('/') + 1).replace(".jar", "");
    }
}
