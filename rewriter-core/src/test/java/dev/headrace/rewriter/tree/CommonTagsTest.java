package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way a tag goes, the sink hears the same. */
final class CommonTagsTest {
    private static final List<String> ATTRIBUTES = List.of(
            "", "", "", " id=x", " class=k", " size=1 face=a", " face=a  size='1'", " type=hidden", " type=text");

    private static final List<String> FORMATTING = List.of("a", "b", "i", "font", "code", "nobr");
    private static final List<String> TABLE_PARTS = List.of(
            "<tr>",
            "<tr>",
            "<td>",
            "<td>",
            "<th>",
            "</td>",
            "</td>",
            "</th>",
            "</tr>",
            "</tr>",
            "<tbody>",
            "</tbody>",
            "<thead>",
            "<table>",
            "</table>",
            "<caption>",
            "</caption>",
            "<col>",
            "\n",
            " ",
            "x",
            "<b>",
            "</b>",
            "<p>",
            "<template>",
            "</template>",
            "<svg>",
            "</svg>",
            "<select>",
            "</select>",
            "<a>",
            "</a>");
    private static final List<String> ENDED_BY_OTHERS =
            List.of("p", "p", "li", "li", "dd", "dt", "ul", "div", "h1", "hr");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shortAndLongWay_sayTheSameOfNastyPages(long seed) {
        for (int page = 0; page < 40; page++) {
            compare(Pages.nasty(1000 * seed + page, 8 * 1024));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shortAndLongWay_sayTheSameOfRealisticPages(long seed) {
        compare(Pages.realistic(seed, 200 * 1024));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shortAndLongWay_sayTheSameOfTagSoup(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int page = 0; page < 400; page++) {
            compare(soup(random).getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shortAndLongWay_sayTheSameOfTables(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int page = 0; page < 500; page++) {
            StringBuilder html = new StringBuilder("<!DOCTYPE html><body>x<table>");
            for (int i = 0; i < 60; i++) {
                html.append(TABLE_PARTS.get(random.nextInt(TABLE_PARTS.size())));
            }
            compare(html.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shortWay_keepsToTheLimitOfOpenElements() {
        for (String last : List.of("<b>", "<br>", "<p>", "<x-y>", "<a>")) {
            byte[] html = ("<!DOCTYPE html><body>" + "<i>".repeat(6) + "</i>" + last.repeat(2) + "<p>")
                    .getBytes(StandardCharsets.UTF_8);
            for (int limit = 6; limit < 12; limit++) {
                assertThat(log(html, limit, false)).isEqualTo(log(html, limit, true));
            }
        }
    }

    private static void compare(byte[] html) {
        List<String> shortWay = log(html, 1000, false);
        List<String> longWay = log(html, 1000, true);
        assertThat(shortWay).as(() -> new String(html, StandardCharsets.UTF_8)).isEqualTo(longWay);
    }

    private static List<String> log(byte[] html, int maxOpenElements, boolean longWay) {
        Log log = new Log(maxOpenElements);
        if (longWay) {
            log.builder.avoidShortWay();
        }
        try {
            new Tokenizer(log).run(Arrays.copyOf(html, html.length + 128), html.length, true);
        } catch (TreeLimitException e) {
            log.add(e.limit());
        }
        return log.lines;
    }

    /** Tags of which most nest, so that much of it is common. */
    private static String soup(SplittableRandom random) {
        StringBuilder html = new StringBuilder(random.nextBoolean() ? "<!DOCTYPE html>" : "");
        html.append(random.nextInt(4) == 0 ? "" : "<body>");
        Deque<String> open = new ArrayDeque<>();
        int[] favourites = random.ints(12, 0, TagId.COUNT).toArray();
        for (int tags = random.nextInt(10, 80); tags > 0; tags--) {
            String last = open.peek();
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    if (last != null) {
                        html.append("</").append(open.pop()).append('>');
                    }
                }
                case 4 -> html.append("</").append(name(random, favourites)).append('>');
                case 5 -> html.append(random.nextBoolean() ? "text" : " \n");
                default -> {
                    String name = name(random, favourites);
                    html.append('<').append(name);
                    html.append(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
                    html.append(random.nextInt(20) == 0 ? "/>" : ">");
                    open.push(name);
                }
            }
        }
        return html.toString();
    }

    private static String name(SplittableRandom random, int[] favourites) {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                return FORMATTING.get(random.nextInt(FORMATTING.size()));
            }
            case 2, 3 -> {
                return ENDED_BY_OTHERS.get(random.nextInt(ENDED_BY_OTHERS.size()));
            }
            default -> {
                int id = favourites[random.nextInt(favourites.length)];
                return id == TagId.UNKNOWN
                        ? "x-" + random.nextInt(3)
                        : TagName.known(id).text();
            }
        }
    }

    /** Everything that a sink hears, and what the tokenizer is told. */
    private static final class Log implements TreeBuilding {
        final List<String> lines = new ArrayList<>();
        final TreeBuilder builder;
        private final Map<Integer, String> names = new HashMap<>();

        Log(int maxOpenElements) {
            builder = new TreeBuilder(this, maxOpenElements, 1 << 20, false);
        }

        void add(String line) {
            lines.add(line);
        }

        @Override
        public TreeBuilder builder() {
            return builder;
        }

        @Override
        public TokenizerState startTag(TagToken tag) {
            TokenizerState state = builder.startTag(tag);
            add("start tag " + tag.name.text() + ": " + state + ", " + builder.insertionMode());
            add("text is ignored: " + builder.ignoresText());
            return state;
        }

        @Override
        public void endTag(TagToken tag) {
            builder.endTag(tag);
            add("end tag " + tag.name.text() + ": " + builder.insertionMode() + ", " + builder.isCdataAllowed());
            add("text is ignored: " + builder.ignoresText());
        }

        @Override
        public void elementInserted(
                int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
            String source = tag == null ? "implied" : "with " + tag.attributeCount;
            add(String.format("insert %d %s in %d before %d, %s", element, name.text(), parent, before, source));
            assertThat(builder.parent(element)).isEqualTo(parent);
            assertThat(builder.name(element).same(name)).isTrue();
            assertThat(builder.namespace(element)).isEqualTo(namespace);
            names.put(element, name.text());
        }

        @Override
        public void elementCloned(int element, int original, int parent, int before) {
            add(String.format("clone %d of %d in %d before %d", element, original, parent, before));
            names.put(element, builder.name(element).text());
        }

        @Override
        public void elementClosed(int element, boolean endTag) {
            add("close " + element + ' ' + endTag);
            assertThat(builder.name(element).text()).isEqualTo(names.get(element));
        }

        @Override
        public void elementReleased(int element) {
            add("release " + element);
            assertThat(builder.name(element).text()).isEqualTo(names.remove(element));
        }

        @Override
        public void attributesMerged(int element, TagToken tag) {
            add("merge " + element);
        }

        @Override
        public void elementMoved(int element, int parent, int before) {
            add(String.format("move %d to %d before %d", element, parent, before));
        }

        @Override
        public void childrenMoved(int from, int to) {
            add(String.format("move children of %d to %d", from, to));
        }

        @Override
        public void elementRemoved(int element) {
            add("remove " + element);
        }
    }
}
