package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random trees and selectors, matched here and by jsoup. Only what both mean in the same way: lower case throughout, and
 * positions only of named elements, as jsoup gives the root none.
 */
class JsoupDifferentialTest {
    private static final List<String> NAMES = List.of("div", "p", "span", "ul", "li", "x-item");
    private static final List<String> WORDS = List.of("a", "b", "c", "ab", "bc");
    private static final int TREES = 30;
    private static final int ELEMENTS = 40;
    private static final int SELECTORS = 25;

    /** How many selectors are also tried alone, in a program that needs nothing for others. */
    private static final int ALONE = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomTreesAndSelectors_matchAsJsoupDoes(long seed) {
        Random random = new Random(seed);
        int comparisons = 0;
        int matches = 0;
        for (int i = 0; i < TREES; i++) {
            List<String> selectors = new ArrayList<>();
            for (int s = 0; s < SELECTORS; s++) {
                selectors.add(selectorList(random));
            }
            Element root = tree(random);
            int matched = compare(root, selectors);
            matches += matched;
            for (String selector : selectors.subList(0, ALONE)) {
                compare(root, List.of(selector));
            }
            comparisons += root.getAllElements().size() * SELECTORS;
        }
        assertThat(comparisons).isGreaterThan(20_000);
        assertThat(matches).as("selectors that match something").isGreaterThan(comparisons / 50);
    }

    private static int compare(Element root, List<String> selectors) {
        SelectorProgram program = TestDocument.program(selectors);
        Matcher matcher = new Matcher(program);
        List<Evaluator> evaluators =
                selectors.stream().map(Selector::evaluatorOf).toList();
        List<Element> elements = root.getAllElements();
        int total = 0;
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            Element parent = element.parent();
            TagToken tag = TestDocument.token(startTag(element).getBytes(StandardCharsets.UTF_8), Encoding.UTF_8);
            int parentNumber = parent == null ? Matcher.DOCUMENT : elements.indexOf(parent);
            int count = matcher.elementInserted(i, parentNumber, Matcher.NONE, tag.name, Namespace.HTML, tag);
            List<String> ours = Arrays.stream(matcher.matches(), 0, count)
                    .mapToObj(selectors::get)
                    .toList();
            List<String> theirs = new ArrayList<>();
            for (int s = 0; s < selectors.size(); s++) {
                if (element.is(evaluators.get(s))) {
                    theirs.add(selectors.get(s));
                }
            }
            assertThat(ours)
                    .as("%s in %s%n%s", element.cssSelector(), root, program.dump())
                    .isEqualTo(theirs);
            total += count;
        }
        return total;
    }

    private static String startTag(Element element) {
        StringBuilder tag = new StringBuilder("<").append(element.normalName());
        for (Attribute attribute : element.attributes()) {
            tag.append(' ')
                    .append(attribute.getKey())
                    .append("=\"")
                    .append(attribute.getValue())
                    .append('"');
        }
        return tag.append('>').toString();
    }

    private static Element tree(Random random) {
        Element root = new Element("html");
        List<Element> open = new ArrayList<>(List.of(root));
        for (int i = 1; i < ELEMENTS; i++) {
            while (open.size() > 1 && random.nextInt(3) == 0) {
                open.remove(open.size() - 1);
            }
            Element element = open.get(open.size() - 1).appendElement(pick(random, NAMES));
            if (random.nextInt(2) == 0) {
                element.attr("class", words(random));
            }
            if (random.nextInt(6) == 0) {
                element.attr("id", pick(random, WORDS));
            }
            if (random.nextInt(4) == 0) {
                element.attr("data-t", pick(random, WORDS));
            }
            if (random.nextInt(2) == 0) {
                open.add(element);
            }
        }
        return root;
    }

    private static String selectorList(Random random) {
        String first = complex(random, 2);
        return random.nextInt(8) == 0 ? first + ", " + complex(random, 1) : first;
    }

    private static String complex(Random random, int depth) {
        StringBuilder selector = new StringBuilder(compound(random, depth));
        int more = random.nextInt(4);
        for (int i = 0; i < more; i++) {
            selector.append(pick(random, List.of(" ", " > ", " + ", " ~ "))).append(compound(random, depth));
        }
        return selector.toString();
    }

    private static String compound(Random random, int depth) {
        boolean named = random.nextInt(3) != 0;
        StringBuilder compound = new StringBuilder(named ? pick(random, NAMES) : "");
        int more = random.nextInt(2) + (named ? 0 : 1);
        for (int i = 0; i < more; i++) {
            compound.append(simple(random, depth, named));
        }
        return compound.toString();
    }

    private static String simple(Random random, int depth, boolean named) {
        String word = pick(random, WORDS);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "." + word;
            case 3 -> "#" + word;
            case 4 -> "[data-t]";
            case 5 -> "[data-t" + pick(random, List.of("=", "^=", "$=", "*=")) + word + "]";
            case 6 -> depth == 0 ? "." + word : ":not(" + complex(random, depth - 1) + ")";
            case 7 -> depth == 0 ? "#" + word : ":is(" + complex(random, depth - 1) + ", " + complex(random, 0) + ")";
            case 8 -> named ? ":first-child" : "." + word;
            case 9 -> named ? ":nth-child(" + position(random) + ")" : "[id]";
            case 10 -> named ? ":nth-of-type(" + position(random) + ")" : "[class]";
            default -> named ? ":first-of-type" : "." + word;
        };
    }

    private static String position(Random random) {
        return pick(random, List.of("2", "3", "odd", "2n", "3n+1", "-n+2", "n+3"));
    }

    private static String words(Random random) {
        String words = pick(random, WORDS);
        return random.nextBoolean() ? words : words + " " + pick(random, WORDS);
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
