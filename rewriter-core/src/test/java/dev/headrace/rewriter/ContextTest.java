package dev.headrace.rewriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.Limits;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What documents are opened with. */
class ContextTest {
    private record Visit(String name) {}

    private static final class Greeting {
        private final Visit visit;
        private int elements;

        Greeting(Visit visit) {
            this.visit = visit;
        }
    }

    private static final HtmlRewriter REWRITER = HtmlRewriter.builder()
            .withState(
                    Visit.class,
                    Greeting::new,
                    handlers -> handlers.onIncludingImplied("body, p", (greeting, element) -> greeting.elements++)
                            .onDocumentWholeText((greeting, text) -> text.before(Content.text("*")))
                            .onBailOut(
                                    (greeting, bailOut) -> bailOut.append(Content.text(greeting.visit.name + " left")))
                            .onEnd((greeting, end) ->
                                    end.append(Content.text(greeting.visit.name + greeting.elements))))
            .limits(Limits.DEFAULT.withMaxAttributes(1))
            .build();

    @Test
    void open_context_isWhatStatesAreMadeFrom() {
        assertThat(rewrite("<p>a<p>", new Visit("Ann"))).isEqualTo("<p>*a<p>Ann3");
        assertThat(rewrite("<p>", new Visit("Bob"))).isEqualTo("<p>Bob2");
    }

    @Test
    void open_bailOut_hasItsDocumentsState() {
        assertThat(rewrite("<p><b a b>", new Visit("Ann"))).isEqualTo("<p>Ann left<b a b>");
    }

    @Test
    void open_withoutContextOrWithAnother_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewrite("", null))
                .withMessageContaining("Visit, not with nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewrite("", "Ann"))
                .withMessageContaining("Visit, not with a java.lang.String");
    }

    @Test
    void withState_twoTypes_isRefused() {
        HtmlRewriterBuilder builder = HtmlRewriter.builder().withState(Visit.class, Greeting::new, handlers -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.withState(String.class, name -> name, handlers -> {}))
                .withMessageContaining("java.lang.String");
    }

    private static String rewrite(String html, @Nullable Object context) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = REWRITER.open(out::write, "utf-8", null, context);
        stream.write(html.getBytes(UTF_8));
        stream.end();
        return out.toString(UTF_8);
    }
}
