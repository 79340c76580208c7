package dev.headrace.adapter.feature;

import dev.headrace.adapter.header.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An include on its way: one fetch, and another one for its alternative if that fails. For the page's event loop. */
final class Include implements PageAssembly.Pending {
    private final EsiScope scope;
    private final PageAssembly page;
    private final Assembly output = new Assembly();
    private final boolean continues;
    private final long waitMillis;
    private @Nullable FragmentTarget alternative;
    private @Nullable CompletionStage<Fragment> fetching;
    private @Nullable ScheduledFuture<?> timer;

    /** Of the fetch under way: what earlier ones bring counts no more. */
    private int number;

    private boolean done;

    Include(
            EsiScope scope,
            PageAssembly page,
            @Nullable FragmentTarget alternative,
            boolean continues,
            long waitMillis) {
        this.scope = scope;
        this.page = page;
        this.alternative = alternative;
        this.continues = continues;
        this.waitMillis = waitMillis;
    }

    /** What stands in its place. */
    Assembly output() {
        return output;
    }

    /** What is put in place of an include that failed and has to be seen. */
    static String failed(String reason) {
        return "<!--esi:include " + reason + "-->";
    }

    /** Begins to get the fragment. */
    void fetch(FragmentTarget target) {
        page.await(this);
        int current = ++number;
        ScheduledExecutorService loop = page.loop();
        timer = loop.schedule(() -> failed(current, "timeout"), waitMillis, TimeUnit.MILLISECONDS);
        EsiPage shared = scope.page();
        FragmentRequest request = new FragmentRequest(
                target.origin(),
                target.target(),
                shared.page.request(),
                scope.depth() + 1,
                shared.options.maxFragmentBytes());
        CompletionStage<Fragment> stage;
        try {
            stage = shared.source.fetch(request);
        } catch (RuntimeException e) {
            loop.execute(() -> failed(current, "error"));
            return;
        }
        fetching = stage;
        // Never at once: the rewriter may be at work just now.
        var unused = stage.whenComplete(
                (fragment, thrown) -> loop.execute(() -> arrived(current, target, fragment, thrown)));
    }

    private void arrived(int from, FragmentTarget target, @Nullable Fragment fragment, @Nullable Throwable thrown) {
        if (done || from != number) {
            return;
        }
        if (thrown != null || fragment == null) {
            failed(from, "error");
            return;
        }
        String contentType = fragment.contentType();
        MediaType type = contentType == null ? null : MediaType.parse(contentType);
        String wrong = whatIsWrong(fragment, type);
        String text =
                wrong == null ? FragmentText.decode(fragment.content(), type == null ? null : type.charset()) : "";
        if (wrong != null || text == null) {
            failed(from, wrong == null ? "charset" : wrong);
            return;
        }
        stop();
        scope.page().tally.applied();
        try {
            scope.fill(output, target, text);
        } finally {
            // Whatever happens, the page must not wait for this any more.
            output.complete();
            page.settle();
        }
    }

    private @Nullable String whatIsWrong(Fragment fragment, @Nullable MediaType type) {
        if (fragment.status() / 100 != 2) {
            return "status";
        }
        int length = fragment.content().length;
        if (length > scope.page().options.maxFragmentBytes()) {
            return "too-large";
        }
        return length > 0 && (type == null || !type.isHtml()) ? "media-type" : null;
    }

    private void failed(int from, String reason) {
        if (done || from != number) {
            return;
        }
        FragmentTarget next = alternative;
        alternative = null;
        if (next != null && !page.isSpent() && scope.page().takeFetch()) {
            abandonFetch();
            fetch(next);
        } else {
            giveUp(reason);
        }
    }

    @Override
    public void giveUp(String reason) {
        if (done) {
            return;
        }
        stop();
        scope.page().tally.leftAlone(reason);
        if (!continues) {
            byte[] comment = failed(reason).getBytes(StandardCharsets.US_ASCII);
            output.write(comment, 0, comment.length);
        }
        output.complete();
        page.settle();
    }

    @Override
    public void cancel() {
        if (!done) {
            stop();
            output.complete();
        }
    }

    private void stop() {
        done = true;
        abandonFetch();
        page.arrived(this);
    }

    private void abandonFetch() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (fetching instanceof Future<?> future) {
            var unused = future.cancel(false);
        }
    }
}
