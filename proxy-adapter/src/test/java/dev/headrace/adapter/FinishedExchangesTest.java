package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection may be kept for days. */
// Whether a write succeeded shows in what is reported.
@SuppressWarnings("FutureReturnValueIgnored")
class FinishedExchangesTest implements RewriteListener {
    private static final int EXCHANGES = 10_000;
    private static final int MOST_COLLECTIONS = 20;

    private final List<WeakReference<RequestHead>> requests = new ArrayList<>(EXCHANGES);
    private CompletableFuture<Void> stage = new CompletableFuture<>();
    private final RewritePolicy policy =
            Rewriters.with(HtmlRewriter.builder().onAsync("b", b -> stage).build());

    @Override
    public void finished(RequestHead request, Report report) {
        requests.add(new WeakReference<>(request));
    }

    @Test
    void finishedExchanges_leaveNothingBehindOnTheirConnection() {
        EmbeddedChannel channel = new EmbeddedChannel(new RewriteHandler(policy, RewriteOptions.DEFAULT, this));
        byte[] coded = Codings.done(bytes("<p>one<b>two"), ContentCoding.GZIP);
        for (int i = 0; i < EXCHANGES; i++) {
            exchange(channel, coded, i % 3 == 0);
        }
        assertThat(requests).hasSize(EXCHANGES);
        for (int i = 0; i < MOST_COLLECTIONS && kept() > 0; i++) {
            System.gc();
        }
        assertThat(kept()).isZero();
        assertThat(channel.isOpen()).isTrue();
        channel.finish();
    }

    private void exchange(EmbeddedChannel channel, byte[] coded, boolean late) {
        stage = late ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        channel.write(Front.html("Content-Encoding", "gzip"));
        channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(coded)));
        channel.writeOutbound(new DefaultLastHttpContent());
        stage.complete(null);
        channel.runPendingTasks();
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    private long kept() {
        return requests.stream().filter(request -> request.get() != null).count();
    }
}
