package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.error.OnError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One token may have several elements end or begin; a handler of any of them may take its time, or fail. */
class StepsTest {
    private static final List<String> ENDING = List.of("li", "ul", "section", "div");
    private static final String START = "<div><section><ul><li>x";
    private static final String FOUR_ENDS = START + "</div>y";
    private static final String IMPLIED = "<table><td>x</table>";

    private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final List<String> calls = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void onEndTagAsync_oneOfFourTakesItsTime_thoseBehindItWait(int which) {
        RewriteStream stream = openWithEnds((end, name) -> {
            end.before(Content.text("[" + name + "]"));
            return name.equals(ENDING.get(which)) ? later : DONE;
        });
        assertThat(stream.write(utf8(FOUR_ENDS))).isFalse();
        assertThat(calls).isEqualTo(ENDING.subList(0, which + 1));
        later.complete(null);
        stream.end();
        assertThat(calls).isEqualTo(ENDING);
        assertThat(html()).isEqualTo(START + "(li)[li](ul)[ul](section)[section](div)[div]</div>y");
    }

    @Test
    void onEndTagAsync_allOfFourTakeTheirTime_areCalledOneAfterTheOther() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        RewriteStream stream = openWithEnds((end, name) -> {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage.thenRun(() -> end.before(Content.text("[" + name + "]")));
        });
        stream.write(utf8(FOUR_ENDS));
        for (int i = 0; i < ENDING.size(); i++) {
            assertThat(calls).isEqualTo(ENDING.subList(0, i + 1));
            stages.get(i).complete(null);
        }
        stream.end();
        assertThat(html()).isEqualTo(START + "(li)[li](ul)[ul](section)[section](div)[div]</div>y");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void onEndTag_oneOfFourThrows_theOthersPromisesAreKept(int which) {
        RewriteStream stream = openWithEnds((end, name) -> {
            end.before(Content.text("[" + name + "]"));
            if (name.equals(ENDING.get(which))) {
                throw new IllegalStateException("no");
            }
            return DONE;
        });
        stream.write(utf8(FOUR_ENDS));
        stream.end();
        StringBuilder expected = new StringBuilder(START);
        for (int i = 0; i < ENDING.size(); i++) {
            expected.append('(').append(ENDING.get(i)).append(')');
            if (i < which) {
                expected.append('[').append(ENDING.get(i)).append(']');
            }
        }
        assertThat(html()).isEqualTo(expected + "</div>y");
        assertThat(calls).isEqualTo(ENDING.subList(0, which + 1));
        assertThat(stream.statistics().failure()).hasMessageContaining("\"" + ENDING.get(which) + "\"");
    }

    private interface End {
        CompletionStage<?> handle(EndTag end, String name);
    }

    private RewriteStream openWithEnds(End handler) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        for (String name : ENDING) {
            builder.on(name, e -> {
                e.append(Content.text("(" + name + ")"));
                e.onEndTagAsync(end -> {
                    calls.add(name);
                    return handler.handle(end, name);
                });
            });
        }
        return builder.build().open(out::write, "utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tbody", "tr", "td"})
    void onIncludingImplied_oneOfThreeThrows_thoseBeforeItStay(String which) {
        List<String> inserted = List.of("tbody", "tr", "td");
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onIncludingImplied("tbody, tr, td", e -> {
                    calls.add(e.tagName());
                    e.setAttribute("x", "");
                    if (e.tagName().equals(which)) {
                        throw new IllegalStateException("no");
                    }
                })
                .build();
        assertThat(rewriter.rewrite(IMPLIED))
                .isEqualTo(
                        switch (which) {
                            case "tbody" -> IMPLIED;
                            case "tr" -> "<table><tbody x=\"\"><td>x</table>";
                            default -> "<table><tbody x=\"\"><tr x=\"\"><td>x</table>";
                        });
        assertThat(calls).isEqualTo(inserted.subList(0, inserted.indexOf(which) + 1));
    }

    @Test
    void onAsync_behindImpliedElements_waitsAfterThem() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onIncludingImplied("tbody", e -> e.before(Content.text("1")))
                .onAsync("td", e -> later.thenRun(() -> e.before(Content.text("2"))))
                .onIncludingImplied("td", e -> e.before(Content.text("3")))
                .build();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        assertThat(stream.write(utf8(IMPLIED))).isFalse();
        assertThat(html()).isEqualTo("<table>1");
        later.complete(null);
        stream.end();
        assertThat(html()).isEqualTo("<table>123<td>x</table>");
    }

    @Test
    void onAsync_endAndStartInOneToken_areDoneInOrder() {
        CompletableFuture<Void> second = new CompletableFuture<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on(
                        "li",
                        e -> e.onEndTagAsync(end -> {
                            calls.add("end");
                            return later;
                        }))
                .onAsync("li.two", e -> {
                    calls.add("two");
                    return second;
                })
                .onText("li.two", t -> calls.add(t.text()))
                .build();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        stream.write(utf8("<li>1<li class=two>2"));
        assertThat(calls).containsExactly("end");
        later.complete(null);
        assertThat(calls).containsExactly("end", "two");
        second.complete(null);
        stream.end();
        assertThat(calls).containsExactly("end", "two", "2", "", "end");
    }

    @Test
    void on_failureInTheMiddleOfAToken_endsTheDocumentThere() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onError(OnError.FAIL)
                .on(
                        "li",
                        e -> e.onEndTag(end -> {
                            throw new IllegalStateException("no");
                        }))
                .build();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        assertThatThrownBy(() -> stream.write(utf8("<ul><li>1<li>2</ul>"))).hasMessageContaining("at byte 9: no");
        assertThatThrownBy(() -> stream.write(utf8("x"))).hasMessageContaining("at byte 9: no");
        assertThat(html()).isEqualTo("<ul><li>1");
    }

    @Test
    void on_oneElementChangedInEveryWay_theNextOneIsAsInTheSource() {
        List<Element> changes = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("i", e -> {
                    changes.add(e);
                    switch (changes.size()) {
                        case 1 -> e.setAttribute("a", "2");
                        case 2 -> e.removeAttribute("a");
                        case 3 -> e.setAttribute("new", "");
                        case 4 -> e.setTagName("b");
                        case 5 -> e.append(Content.text("+"));
                        case 6 -> e.prepend(Content.text("+"));
                        case 7 -> e.before(Content.text("+"));
                        case 8 -> e.after(Content.text("+"));
                        case 9 -> e.setInnerContent(Content.text("+"));
                        case 10 -> e.removeAndKeepContent();
                        case 11 -> e.remove();
                        case 12 -> e.replace(Content.text("+"));
                        default -> e.onEndTag(end -> end.setName("ended"));
                    }
                })
                .on("u", e -> calls.add(e.tagName() + e.attributes() + e.isRemoved() + e.sourceAttribute("a")))
                .onText("u", t -> calls.add(t.text()))
                .build();
        String plain = "<u a=1>y</u>";
        String html = rewriter.rewrite(("<i a=1>x</i>" + plain).repeat(13));
        assertThat(html)
                .isEqualTo(String.join(
                        plain,
                        "<i a=\"2\">x</i>",
                        "<i>x</i>",
                        "<i a=1 new=\"\">x</i>",
                        "<b a=1>x</b>",
                        "<i a=1>x+</i>",
                        "<i a=1>+x</i>",
                        "+<i a=1>x</i>",
                        "<i a=1>x</i>+",
                        "<i a=1>+</i>",
                        "x",
                        "",
                        "+",
                        "<i a=1>x</ended>",
                        ""));
        assertThat(calls).hasSize(3 * 13).containsOnly("u[Attribute[name=a, value=1]]false1", "y", "");
    }

    @Test
    void units_afterTheirHandlers_areOfNoUse() {
        List<Object> units = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDoctype(units::add)
                .on("p", p -> {
                    units.add(p);
                    p.onEndTag(units::add);
                })
                .onText("p", units::add)
                .onComments("p", units::add)
                .build();
        rewriter.rewrite("<!doctype html><p>x<!--y--></p>");
        assertThat(units).hasSize(6);
        for (Object unit : units) {
            assertThatThrownBy(() -> use(unit))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outside of the handler");
        }
    }

    private static Object use(Object unit) {
        if (unit instanceof Element element) {
            return element.attributes();
        } else if (unit instanceof EndTag endTag) {
            return endTag.name();
        } else if (unit instanceof TextChunk text) {
            return text.text();
        } else if (unit instanceof Comment comment) {
            return comment.text();
        }
        return String.valueOf(((Doctype) unit).name());
    }

    private String html() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String html) {
        return html.getBytes(StandardCharsets.UTF_8);
    }
}
