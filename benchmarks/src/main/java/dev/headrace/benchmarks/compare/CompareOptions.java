package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.engines.EngineKind;
import dev.headrace.benchmarks.figures.Arguments;
import dev.headrace.benchmarks.peer.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code benchmarks/compare} was asked to do.
 *
 * @param lolHtml the program that runs lol_html, or null if there is none
 * @param engines the names of the engines to run; empty for all
 * @param warmUpMillis for each page and chunk size on a JVM
 * @param jvmFlags of all JVMs that are measured
 */
record CompareOptions(
        Path data,
        Path work,
        @Nullable Path lolHtml,
        List<Jdk> jdks,
        List<String> engines,
        List<Case> cases,
        List<BenchmarkPage> pages,
        List<Integer> chunks,
        int rounds,
        int millis,
        int warmUpMillis,
        boolean checkOnly,
        boolean vector,
        List<String> jvmFlags,
        @Nullable Path markdown,
        String revision,
        String rust,
        String command) {
    private static final Set<String> SWITCHES = Set.of("--quick", "--check-only", "--no-vector");
    private static final Set<String> OPTIONS = Set.of(
            "--data",
            "--work",
            "--lol-html",
            "--jdk",
            "--engines",
            "--cases",
            "--pages",
            "--chunks",
            "--rounds",
            "--millis",
            "--warm-up",
            "--jvm-flags",
            "--markdown",
            "--revision",
            "--rust",
            "--command");

    /** The compiler threads stay, so that their time is not lost with them; the heap is small, as for a busy server's stream. */
    private static final String JVM_FLAGS = "-XX:+UseSerialGC -Xms256m -Xmx256m -XX:-UseDynamicNumberOfCompilerThreads";

    static CompareOptions of(String[] arguments) throws IOException {
        Arguments given = new Arguments(arguments, SWITCHES, OPTIONS);
        boolean quick = given.has("--quick");
        List<Case> cases = given.list("--cases").stream().map(Cases::named).toList();
        List<BenchmarkPage> pages =
                given.list("--pages").stream().map(BenchmarkPage::named).toList();
        List<Integer> chunks =
                given.list("--chunks").stream().map(Integer::valueOf).toList();
        String program = given.get("--lol-html", "");
        String markdown = given.get("--markdown");
        List<BenchmarkPage> allPages = quick
                ? List.of(BenchmarkPage.named("cloudflare"), BenchmarkPage.named("ecma402"))
                : BenchmarkPage.all();
        return new CompareOptions(
                dataFolder(given.get("--data", "")),
                Path.of(given.get("--work", "")),
                program.isEmpty() ? null : Path.of(program),
                jdks(given.all("--jdk")),
                quick && !given.has("--engines")
                        ? List.of(Contender.LOL_HTML, EngineKind.HEADRACE.label())
                        : given.list("--engines"),
                cases.isEmpty() ? Cases.all() : cases,
                pages.isEmpty() ? allPages : pages,
                chunks.isEmpty() ? List.of(1024, 16384) : chunks,
                given.number("--rounds", quick ? 3 : 5),
                given.number("--millis", quick ? 60 : 100),
                given.number("--warm-up", 500),
                given.has("--check-only"),
                !given.has("--no-vector"),
                Arrays.stream(given.get("--jvm-flags", JVM_FLAGS).split(" +", -1))
                        .filter(flag -> !flag.isEmpty())
                        .toList(),
                markdown == null ? null : Path.of(markdown),
                given.get("--revision", ""),
                given.get("--rust", ""),
                given.get("--command", "benchmarks/compare"));
    }

    private static Path dataFolder(String given) {
        Path data = Path.of(given);
        if (given.isEmpty() || !Files.isDirectory(data.resolve("bench"))) {
            throw new IllegalArgumentException("there are no pages at " + (given.isEmpty() ? "../shared/data" : given)
                    + ": --data names the folder that has bench and corpus in it");
        }
        return data;
    }

    private static List<Jdk> jdks(List<String> homes) throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        for (String home : homes) {
            jdks.add(Jdk.in(Path.of(home)));
        }
        return List.copyOf(jdks);
    }
}
