package dev.headrace.adapter.faults;

import dev.headrace.adapter.faults.FaultCase.Stages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.error.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A case's rewriter: it changes things all over the page, and fails where the case says. */
final class Handlers {
    private static final Duration SHORT_WAIT = Duration.ofMillis(15);
    /** Each asynchronous handler is late for every so many elements, not to take all day. */
    private static final int LATE_OF = 7;

    private Handlers() {}

    /** @param completes is given stages to complete, when it likes */
    static HtmlRewriter of(FaultCase of, Consumer<CompletableFuture<Void>> completes) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder()
                .onError(of.onError())
                .on("a[href]", a -> a.setAttribute("rel", "nofollow"))
                .onComments("*", comment -> comment.remove())
                .on("table", table -> table.prepend(Content.html("<caption>&copy;</caption>")))
                .onEnd(end -> end.append(Content.text("<end>")));
        if (of.fault() == Fault.HANDLER_THROWS) {
            builder.on("*", element -> {
                if (isReached(of, element)) {
                    throw new IllegalStateException("thrown by the case");
                }
            });
        } else if (of.fault() == Fault.HANDLER_THROWS_ERROR) {
            builder.on("*", element -> {
                if (isReached(of, element)) {
                    throw new StackOverflowError("thrown by the case");
                }
            });
        } else if (of.fault() == Fault.STAGE_NEVER_COMPLETES) {
            builder.limits(Limits.DEFAULT.withMaxHandlerWait(SHORT_WAIT));
            builder.onAsync(
                    "*",
                    element -> isReached(of, element)
                            ? new CompletableFuture<Void>()
                            : CompletableFuture.completedFuture(null));
        }
        if (of.stages() != Stages.NONE) {
            builder.onAsync(
                    "p, li, td",
                    element -> stage(of, element.source().start(), completes).thenRun(() -> {
                        element.setAttribute("data-late", "yes");
                        if (of.fault() == Fault.STAGE_FAILS && isReached(of, element)) {
                            throw new IllegalStateException("thrown by the case");
                        }
                    }));
            builder.onEndAsync(end -> stage(of, 0, completes).thenRun(() -> end.append(Content.text("late"))));
        }
        return builder.build();
    }

    private static boolean isReached(FaultCase of, Element element) {
        return element.source().start() >= of.at();
    }

    private static CompletionStage<Void> stage(FaultCase of, long offset, Consumer<CompletableFuture<Void>> completes) {
        if (of.stages() == Stages.AT_ONCE || offset % LATE_OF != 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> stage = new CompletableFuture<>();
        completes.accept(stage);
        return stage;
    }
}
