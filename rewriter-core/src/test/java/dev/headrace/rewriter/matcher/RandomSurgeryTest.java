package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.selector.Combinator;
import dev.headrace.selector.ComplexSelector;
import dev.headrace.selector.PseudoClass;
import dev.headrace.selector.SelectorList;
import dev.headrace.selector.SelectorParser;
import dev.headrace.selector.SimpleSelector;
import dev.headrace.selector.TypeSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random insertions, foster parenting, copies and moves, beside a tree of nodes that answers every selector by walking. A
 * node keeps the answers that it gave when it was inserted, for each beginning of a selector.
 */
class RandomSurgeryTest {
    private static final List<String> NAMES = List.of("div", "p", "b", "x-y");
    private static final int OPERATIONS = 300;

    private static final class Node {
        final int element;
        final String name;
        final Map<String, Boolean> answers;

        @Nullable
        Node parent;

        final List<Node> children = new ArrayList<>();

        /** The parser has taken children from it, and will not put any into it again. */
        boolean retired;

        Node(int element, String name, Map<String, Boolean> answers) {
            this.element = element;
            this.name = name;
            this.answers = answers;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void anySurgery_leavesLaterElementsTheirPlace(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            List<String> selectors = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                selectors.add(selector(random));
            }
            new Surgery(selectors, random).run();
        }
    }

    private static String selector(Random random) {
        StringBuilder selector = new StringBuilder(compound(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            selector.append(pick(random, List.of(" ", " > ", " + ", " ~ "))).append(compound(random));
        }
        return selector.toString();
    }

    private static String compound(Random random) {
        String name = random.nextInt(8) == 0 ? "table" : pick(random, NAMES);
        return switch (random.nextInt(6)) {
            case 0 -> name + ":nth-child(" + (1 + random.nextInt(4)) + ")";
            case 1 -> name + ":nth-of-type(" + (1 + random.nextInt(3)) + ")";
            default -> name;
        };
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static final class Surgery {
        private final List<String> selectors;
        private final List<ComplexSelector> parsed;
        private final Matcher matcher;
        private final Random random;
        private final List<Node> nodes = new ArrayList<>();

        Surgery(List<String> selectors, Random random) {
            this.selectors = selectors;
            this.random = random;
            List<SelectorList> lists =
                    selectors.stream().map(SelectorParser::parse).toList();
            parsed = lists.stream().map(list -> list.selectors().get(0)).toList();
            matcher = new Matcher(SelectorProgram.compile(lists));
        }

        void run() {
            insert(null, null, "html");
            for (int i = 0; i < OPERATIONS; i++) {
                switch (random.nextInt(12)) {
                    case 0 -> insert(parent(), null, "table");
                    case 1, 2 -> foster();
                    case 3 -> copy();
                    case 4 -> move();
                    case 5 -> moveChildren();
                    default -> insert(parent(), null, pick(random, NAMES));
                }
            }
        }

        private Node parent() {
            List<Node> last = nodes.subList(Math.max(0, nodes.size() - 8), nodes.size());
            Node node = pick(random, last);
            return node.retired ? nodes.get(0) : node;
        }

        private void foster() {
            Node table = pick(random, nodes);
            Node parent = table.parent;
            if (table.name.equals("table") && parent != null && lastChild(parent) == table && !parent.retired) {
                insert(parent, table, pick(random, NAMES));
            }
        }

        private void copy() {
            Node original = pick(random, nodes);
            Node parent = parent();
            if (original.parent != null && !original.name.equals("table")) {
                Node copy = new Node(nodes.size(), original.name, original.answers);
                if (random.nextBoolean()) {
                    matcher.elementCloned(copy.element, original.element, parent.element, Matcher.NONE);
                } else {
                    matcher.elementCloned(copy.element, original.element, Matcher.DETACHED, Matcher.NONE);
                    matcher.elementMoved(copy.element, parent.element, Matcher.NONE);
                }
                place(copy, parent, null);
                nodes.add(copy);
            }
        }

        private void move() {
            Node node = pick(random, nodes);
            Node from = node.parent;
            Node to = parent();
            if (from != null
                    && from != nodes.get(0)
                    && !node.name.equals("table")
                    && !isInside(to, node)
                    && to != from) {
                matcher.elementMoved(node.element, to.element, Matcher.NONE);
                from.children.remove(node);
                from.retired = true;
                place(node, to, null);
            }
        }

        private void moveChildren() {
            Node from = pick(random, nodes);
            Node to = pick(random, nodes);
            boolean hasTable = from.children.stream().anyMatch(child -> child.name.equals("table"));
            if (to.children.isEmpty() && !to.retired && !from.retired && !hasTable && !isInside(to, from)) {
                matcher.childrenMoved(from.element, to.element);
                for (Node child : from.children) {
                    child.parent = to;
                }
                to.children.addAll(from.children);
                from.children.clear();
            }
        }

        private void insert(@Nullable Node parent, @Nullable Node before, String name) {
            Node node = new Node(nodes.size(), name, new HashMap<>());
            TagName tagName = name.equals("table") ? TagName.known(TagId.TABLE) : TagNames.of(name);
            int count = matcher.elementInserted(
                    node.element,
                    parent == null ? Matcher.DOCUMENT : parent.element,
                    before == null ? Matcher.NONE : before.element,
                    tagName,
                    Namespace.HTML,
                    null);
            if (parent != null) {
                place(node, parent, before);
            }
            nodes.add(node);
            List<String> ours = Arrays.stream(matcher.matches(), 0, count)
                    .mapToObj(selectors::get)
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < parsed.size(); i++) {
                if (answer(parsed.get(i), parsed.get(i).compounds().size(), node)) {
                    expected.add(selectors.get(i));
                }
            }
            assertThat(ours).isEqualTo(expected);
        }

        private static void place(Node node, Node parent, @Nullable Node before) {
            node.parent = parent;
            parent.children.add(before == null ? parent.children.size() : parent.children.indexOf(before), node);
        }

        /** Whether a new node matches the first compounds of a selector; keeps the answer for those that come later. */
        private static boolean answer(ComplexSelector selector, int compounds, Node node) {
            boolean matches = matchesCompound(selector, compounds - 1, node);
            if (compounds > 1) {
                boolean left = false;
                for (Node candidate : leftOf(selector.combinators().get(compounds - 2), node)) {
                    left |= candidate.answers.getOrDefault(key(selector, compounds - 1), false);
                }
                answer(selector, compounds - 1, node);
                matches &= left;
            }
            node.answers.put(key(selector, compounds), matches);
            return matches;
        }

        private static String key(ComplexSelector selector, int compounds) {
            return compounds + " of " + selector;
        }

        private static List<Node> leftOf(Combinator combinator, Node node) {
            Node parent = node.parent;
            if (parent == null) {
                return List.of();
            }
            List<Node> earlier = parent.children.subList(0, parent.children.indexOf(node));
            return switch (combinator) {
                case CHILD -> List.of(parent);
                case SUBSEQUENT_SIBLING -> earlier;
                case NEXT_SIBLING -> earlier.isEmpty() ? List.of() : List.of(earlier.get(earlier.size() - 1));
                case DESCENDANT -> {
                    List<Node> ancestors = new ArrayList<>();
                    for (Node ancestor = parent; ancestor != null; ancestor = ancestor.parent) {
                        ancestors.add(ancestor);
                    }
                    yield ancestors;
                }
            };
        }

        private static boolean matchesCompound(ComplexSelector selector, int index, Node node) {
            List<Node> siblings = node.parent == null ? List.of(node) : node.parent.children;
            int place = siblings.indexOf(node) + 1;
            for (SimpleSelector simple : selector.compounds().get(index).simpleSelectors()) {
                if (simple instanceof TypeSelector type && !type.name().equals(node.name)) {
                    return false;
                }
                if (simple instanceof PseudoClass.NthChild nth
                        && !nth.position().includes(place)) {
                    return false;
                }
                if (simple instanceof PseudoClass.NthOfType nth) {
                    long sameType = siblings.subList(0, place).stream()
                            .filter(sibling -> sibling.name.equals(node.name))
                            .count();
                    if (!nth.position().includes((int) sameType)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static Node lastChild(Node parent) {
            return parent.children.get(parent.children.size() - 1);
        }

        private static boolean isInside(Node node, Node ancestor) {
            for (Node above = node; above != null; above = above.parent) {
                if (above == ancestor) {
                    return true;
                }
            }
            return false;
        }
    }
}
