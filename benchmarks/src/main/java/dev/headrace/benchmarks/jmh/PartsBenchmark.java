package dev.headrace.benchmarks.jmh;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.matcher.SelectorProgram;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import dev.headrace.rewriter.tree.TreeBuilder;
import dev.headrace.selector.SelectorList;
import dev.headrace.selector.SelectorParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a rewriter on one page: tokenizer alone, tree construction alone, and that with a matcher behind it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class PartsBenchmark {
    private static final long SEED = 1;
    private static final int GENERATED_BYTES = 256 * 1024;

    /** {@code generated}, or a name in {@link BenchmarkPage} if {@code headrace.data} tells the folder of the pages. */
    @Param("generated")
    public String page = "";

    /** How many selectors the matcher has, of the kinds of {@code sel50}; only {@link #matcher} asks. */
    @Param({"0", "5", "50", "500"})
    public int selectors;

    private byte[] bytes = {};
    private Tokens tokens = Tokens.of(bytes);
    private SelectorProgram program = SelectorProgram.compile(List.of());

    /** Gets the page, and its tokens. */
    @Setup
    public void prepare() throws IOException {
        bytes = page.equals("generated")
                ? Pages.realistic(SEED, GENERATED_BYTES)
                : BenchmarkPage.named(page).read(Path.of(System.getProperty("headrace.data", "")));
        tokens = Tokens.of(bytes);
        List<SelectorList> parsed = Cases.synthetic(selectors).stream()
                .map(Rule::selector)
                .map(SelectorParser::parse)
                .toList();
        program = SelectorProgram.compile(parsed);
    }

    /** Tokens of the whole page, for one who ignores them but for what tree construction says of the states. */
    @Benchmark
    public long tokenizer() {
        CountingSink sink = new CountingSink();
        new Tokenizer(sink).run(bytes, bytes.length, true);
        return sink.tags();
    }

    /** Tree construction of the whole page from its tokens. */
    @Benchmark
    public long tree() {
        IgnoringTreeSink sink = new IgnoringTreeSink();
        TreeBuilder tree = Tokens.builder(sink);
        tokens.replay(tree);
        return sink.elements();
    }

    /** The same with a matcher. */
    @Benchmark
    public long matcher() {
        MatchingTreeSink sink = new MatchingTreeSink(program);
        TreeBuilder tree = Tokens.builder(sink);
        tokens.replay(tree);
        return sink.matches();
    }
}
