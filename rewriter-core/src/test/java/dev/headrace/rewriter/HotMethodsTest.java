package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that the JVM has to compile, or to inline, must not outgrow what it is willing to. */
class HotMethodsTest {
    /** HotSpot compiles no method of more bytecodes ({@code HugeMethodLimit}). */
    private static final int HUGE_METHOD_LIMIT = 8000;

    /** The tokenizer's loop is compiled as a whole, with all that is inlined: beyond this the compiler begins to give up. */
    private static final int LOOP_LIMIT = 1000;

    /** HotSpot inlines no method of more bytecodes, however hot ({@code FreqInlineSize}). */
    private static final int FREQ_INLINE_SIZE = 325;

    private static final Pattern METHOD = Pattern.compile("^  \\S.*\\b([\\w$<>]+)\\(.*\\).*;$|^  static \\{\\};$");
    private static final Pattern INSTRUCTION = Pattern.compile("^ *(\\d+): [a-z].*");

    @Test
    void everyMethod_isSmallEnoughToBeCompiled() throws IOException {
        assertThat(sizes(classFiles()))
                .hasSizeGreaterThan(500)
                .allSatisfy((method, size) -> assertThat(size).as(method).isLessThan(HUGE_METHOD_LIMIT));
    }

    /** What would spoil the loop that calls it: see {@code CommonTags.process}. */
    @ParameterizedTest
    @ValueSource(strings = {"CommonTags.process", "TreeBuilder.startTagIn", "TreeBuilder.endTagIn"})
    void wayThroughTreeConstruction_isTooLongToBeInlined(String method) throws IOException {
        assertThat(sizes(classFiles()).get(method)).isNotNull().isGreaterThan(FREQ_INLINE_SIZE);
    }

    @Test
    void loopOverTags_isSmallEnoughToBeCompiledAsOne() throws IOException {
        Path loop = classes().resolve("dev/headrace/rewriter/tokenizer/DataState.class");

        assertThat(sizes(List.of(loop)).get("DataState.walkNoted")).isNotNull().isLessThan(LOOP_LIMIT);
    }

    private static Path classes() {
        return Path.of(System.getProperty("headrace.root", ".."), "rewriter-core", "target", "classes");
    }

    private static List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(classes().resolve("dev"))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** The number of bytecodes of each method, but for the length of its last instruction. */
    private static Map<String, Integer> sizes(List<Path> classFiles) {
        List<String> arguments = new ArrayList<>(List.of("-c", "-p"));
        classFiles.forEach(file -> arguments.add(file.toString()));
        StringWriter listing = new StringWriter();
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        int failed = javap.run(
                new PrintWriter(listing), new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
        assertThat(failed).isZero();
        Map<String, Integer> sizes = new TreeMap<>();
        String type = "";
        String method = "";
        for (String line : listing.toString().lines().toList()) {
            Matcher head = METHOD.matcher(line);
            Matcher instruction = INSTRUCTION.matcher(line);
            if (line.endsWith("{") && !line.startsWith(" ")) {
                type = line.replaceAll(".*\\b(?:class|interface) (?:\\w+\\.)*([\\w$]+).*", "$1");
            } else if (head.matches()) {
                method = type + "." + (head.group(1) == null ? "<clinit>" : head.group(1));
            } else if (instruction.matches()) {
                sizes.merge(method, Integer.parseInt(instruction.group(1)), Math::max);
            }
        }
        return sizes;
    }
}
