package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.TestData;
import dev.headrace.fixtures.TreeTest;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documents of html5lib's tree construction tests give the trees that they expect. */
@Tag("data")
final class Html5libTreeConstructionTest {
    /** Expect the comments that {@code <?} gave before there were processing instructions in HTML. */
    private static final Set<String> OLDER_THAN_PROCESSING_INSTRUCTIONS =
            Set.of("html5test-com.dat:129", "tests1.dat:551", "tests1.dat:603", "tests1.dat:642");

    /** Need a script to run. */
    private static final Set<String> SCRIPTED = Set.of(
            "scripted/adoption01.dat:1", "scripted/ark.dat:1", "scripted/webkit01.dat:1", "scripted/webkit01.dat:14");

    /** Expect the copies that a DOM keeps in {@code selectedcontent}, which the parser does not make. */
    private static final Set<String> SELECTED_CONTENT =
            Set.of("webkit02.dat:692", "webkit02.dat:706", "webkit02.dat:732", "webkit02.dat:748");

    private static List<TreeTest> all = List.of();

    @BeforeAll
    static void readTests() {
        all = TestData.find().orElseThrow().treeTests();
    }

    @Test
    void wholeDocuments() {
        assertThat(failures(length -> length)).isEmpty();
    }

    @Test
    void documentsInChunksOfOneByte() {
        assertThat(failures(length -> 1)).isEmpty();
    }

    @Test
    void allButFragmentsAndDocumentsWithoutScripting_areCompared() {
        assertThat(all).hasSize(1796);
        assertThat(all).filteredOn(test -> test.fragmentContext() != null).hasSize(192);
        assertThat(documents()).hasSize(1577);
    }

    private static List<TreeTest> documents() {
        return all.stream()
                .filter(test -> test.fragmentContext() == null)
                .filter(test -> test.scripting() != TreeTest.Scripting.OFF)
                .toList();
    }

    private static String failures(IntUnaryOperator chunkSize) {
        return documents().stream()
                .filter(test -> !isException(test.toString()))
                .map(test -> difference(test, DomBuilder.parse(test.data(), chunkSize)))
                .collect(Collectors.joining());
    }

    private static boolean isException(String test) {
        return OLDER_THAN_PROCESSING_INSTRUCTIONS.contains(test)
                || SCRIPTED.contains(test)
                || SELECTED_CONTENT.contains(test);
    }

    private static String difference(TreeTest test, DomBuilder dom) {
        return dom.dump().equals(test.document())
                ? ""
                : "%s%n%s%n--- expected%n%s%n--- was%n%s%n%n".formatted(test, test.data(), test.document(), dom.dump());
    }
}
