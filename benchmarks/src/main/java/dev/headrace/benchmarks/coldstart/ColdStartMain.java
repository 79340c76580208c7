package dev.headrace.benchmarks.coldstart;

import dev.headrace.benchmarks.figures.Arguments;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.figures.MarkdownTable;
import dev.headrace.benchmarks.peer.Jdk;
import dev.headrace.fixtures.Pages;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The program behind {@code benchmarks/coldstart}: starts {@link FirstSecond} on JDKs, with and without their archives. */
public final class ColdStartMain {
    private static final int AOT_CACHE_FROM = 25;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");

    /** What an application that uses the library has on its class path; archives are made for jars only. */
    private static final Set<String> LIBRARIES =
            Set.of("benchmarks", "rewriter-core", "selector-grammar", "netty-buffer", "netty-common", "antlr4-runtime");

    private record Run(double firstByteMillis, double megabytes) {}

    private final Path work;
    private final Path page;
    private final boolean vector;

    private ColdStartMain(Path work, boolean vector) throws IOException {
        this.work = Files.createDirectories(work);
        this.vector = vector;
        page = Files.write(work.resolve("page.html"), Pages.realistic(1, PAGE_BYTES));
    }

    /** Prints a table with a row for each JDK and kind of start. */
    public static void main(String[] arguments) throws Exception {
        Arguments given = new Arguments(arguments, Set.of("--no-vector"), Set.of("--jdk", "--work", "--runs"));
        ColdStartMain starts = new ColdStartMain(Path.of(given.get("--work", "")), !given.has("--no-vector"));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (String home : given.all("--jdk")) {
            commands.putAll(starts.commands(Jdk.in(Path.of(home))));
        }
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int i = 0; i < given.number("--runs", 10); i++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                runs.computeIfAbsent(command.getKey(), key -> new ArrayList<>()).add(starts.run(command.getValue()));
            }
        }
        MarkdownTable table =
                new MarkdownTable(1, List.of("start", "first byte, ms", "best", "MB in the first second", "best"));
        runs.forEach((name, own) -> {
            List<Double> first = own.stream().map(Run::firstByteMillis).toList();
            List<Double> bytes = own.stream().map(Run::megabytes).toList();
            table.add(List.of(
                    name,
                    number("%.0f", Figures.median(first)),
                    number("%.0f", Collections.min(first)),
                    number("%.1f", Figures.median(bytes)),
                    number("%.1f", Collections.max(bytes))));
        });
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(table);
    }

    /** Commands by name; makes the archive that one of them needs. */
    private Map<String, List<String>> commands(Jdk jdk) throws Exception {
        List<String> flags = new ArrayList<>(FLAGS);
        if (vector) {
            flags.addAll(jdk.vectorFlags());
        }
        boolean aot = jdk.feature() >= AOT_CACHE_FROM;
        Path archive = work.resolve("archive-" + jdk.feature() + (aot ? ".aot" : ".jsa"));
        Files.deleteIfExists(archive);
        run(command(jdk, flags, (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive));
        if (!Files.exists(archive)) {
            throw new IOException(jdk + " made no archive at " + archive);
        }
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(jdk + ", plain", command(jdk, flags, "-Xshare:auto"));
        commands.put(
                jdk + (aot ? ", AOT cache" : ", AppCDS"),
                command(jdk, flags, (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive));
        return commands;
    }

    private static List<String> command(Jdk jdk, List<String> flags, String archive) {
        String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(ColdStartMain::belongsToApplication)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/java").toString());
        command.addAll(flags);
        command.addAll(List.of(archive, "-cp", jars, FirstSecond.class.getName()));
        return command;
    }

    private static boolean belongsToApplication(String jar) {
        String name = Path.of(jar).getFileName().toString().replaceFirst("-[0-9].*", "");
        return LIBRARIES.contains(name);
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        List<String> full = new ArrayList<>(command);
        full.add(Long.toString(FirstSecond.now()));
        full.add(page.toString());
        Process process = new ProcessBuilder(full)
                .redirectError(work.resolve("errors.txt").toFile())
                .start();
        String answer = "";
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                answer = line.matches("[0-9]+ [0-9]+") ? line : answer;
            }
        }
        if (process.waitFor() != 0 || answer.isEmpty()) {
            throw new IOException(String.join(" ", full) + " failed: " + Files.readString(work.resolve("errors.txt")));
        }
        String[] figures = answer.split(" ", -1);
        return new Run(Long.parseLong(figures[0]) / 1e6, Long.parseLong(figures[1]) / 1e6);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
