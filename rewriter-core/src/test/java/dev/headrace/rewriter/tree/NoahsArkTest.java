package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clause as the standard has it, on a plain list, beside the one that makes keys as late as it can. */
final class NoahsArkTest {
    private static final String SPACES = " ".repeat(300);
    private static final String LONG = "v".repeat(400);

    /** Ways to write attributes, by what the DOM has of them. */
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "none", List.of("", " ", SPACES),
            "size=1",
                    List.of(
                            " size=1",
                            " SIZE='1'",
                            " size=&#49;",
                            " size=1 size=2",
                            SPACES + "size=1" + SPACES + "size=3"),
            "face=a size=1", List.of(" face=a size=1", " size=1 face=\"a\"", " size=1" + SPACES + "face=a"),
            "title=ü", List.of(" title=ü", " title='&uuml;'"),
            "long", List.of(" title=" + LONG, " title='" + LONG + "'"));

    private static final List<String> MEANINGS =
            SPELLINGS.keySet().stream().sorted().toList();

    /** An element; two may say the same. */
    private static final class Formatting {
        final String name;
        final String attributes;

        Formatting(String name, String attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        boolean equalTo(Formatting other) {
            return name.equals(other.name) && attributes.equals(other.attributes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noMoreThanThreeEqualEntries_areReconstructed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int page = 0; page < 200; page++) {
            List<Formatting> stack = new ArrayList<>();
            List<Formatting> list = new ArrayList<>();
            StringBuilder html = new StringBuilder("<!DOCTYPE html><body><p>");
            for (int tags = random.nextInt(30); tags > 0; tags--) {
                if (random.nextInt(4) == 0 && !stack.isEmpty()) {
                    Formatting last = stack.remove(stack.size() - 1);
                    list.remove(last);
                    html.append("</").append(last.name).append('>');
                    continue;
                }
                String name = random.nextInt(3) == 0 ? "i" : "font";
                String meaning = MEANINGS.get(random.nextInt(page % 2 == 0 ? 2 : MEANINGS.size()));
                List<String> spellings = SPELLINGS.getOrDefault(meaning, List.of());
                html.append('<').append(name);
                html.append(spellings.get(random.nextInt(spellings.size()))).append('>');
                Formatting added = new Formatting(name, meaning);
                stack.add(added);
                push(list, added);
            }
            DomBuilder dom = DomBuilder.parse(html + "<p>x");
            List<String> expected = list.stream().map(entry -> entry.name).toList();
            assertThat(namesInLastParagraph(dom)).as(html.toString()).isEqualTo(expected);
        }
    }

    private static void push(List<Formatting> list, Formatting added) {
        List<Formatting> equal = list.stream().filter(added::equalTo).toList();
        if (equal.size() >= 3) {
            list.remove(equal.get(0));
        }
        list.add(added);
    }

    private static List<String> namesInLastParagraph(DomBuilder dom) {
        DomNode node = lastChild(lastChild(lastChild(dom.document)));
        assertThat(node.label).isEqualTo("p");
        List<String> names = new ArrayList<>();
        for (node = lastChild(node); node.element; node = lastChild(node)) {
            names.add(node.label);
        }
        return names;
    }

    private static DomNode lastChild(DomNode node) {
        return node.children.get(node.children.size() - 1);
    }
}
