package dev.headrace.adapter.faults;

import dev.headrace.adapter.faults.FaultCase.Stages;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.sockets.Client;
import dev.headrace.adapter.sockets.Origin;
import dev.headrace.adapter.sockets.Proxy;
import dev.headrace.adapter.sockets.Proxy.Protocol;
import dev.headrace.adapter.sockets.Received;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Plays cases over sockets, one after the other, through one proxy. */
final class OverSockets implements RewriteListener, RewritePolicy {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final Queue<Report> nextReports = new ConcurrentLinkedQueue<>();
    private final Origin origin = new Origin();
    private final Proxy proxy;
    private volatile RewritePolicy policy = request -> null;
    private volatile String faulty = "";

    OverSockets() throws IOException {
        proxy = new Proxy(origin.port(), allocator, this, RewriteOptions.DEFAULT, this, channel -> {});
    }

    @Override
    public @Nullable Rewriting rewriting(RequestHead request) {
        return policy.rewriting(request);
    }

    @Override
    public @Nullable Rewriting rewriting(RequestHead request, HttpResponse response, Rewriting chosen) {
        return policy.rewriting(request, response, chosen);
    }

    @Override
    public void finished(RequestHead request, Report report) {
        (request.path().equals(faulty) ? reports : nextReports).add(report);
    }

    Played play(FaultCase with, byte[] nextPage) throws Exception {
        reports.clear();
        nextReports.clear();
        HtmlRewriter rewriter = Handlers.of(with, stage -> complete(with, stage));
        policy = FaultTest.policy(with, rewriter);
        CountDownLatch leaving = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        faulty = origin.on((request, to) -> answer(with, to, leaving, left));
        Received next = null;
        Received got;
        try (Client client = proxy.client(with.protocol())) {
            client.send(with.method(), faulty, "Accept-Encoding", with.accepted());
            if (with.fault() == Fault.CLIENT_LEAVES) {
                await(leaving);
                client.leave(with.seed() % 2 == 0);
                left.countDown();
                got = Received.NOTHING;
            } else {
                got = received(client);
                boolean open =
                        with.protocol() == Protocol.HTTP_2 || (with.protocol() == Protocol.HTTP_1_1 && got.complete());
                if (open) {
                    next = next(client, nextPage);
                }
            }
        }
        proxy.awaitQuiet();
        long leaked = allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
        return new Played(got, List.copyOf(reports), with.fault() == Fault.CLIENT_LEAVES, next, leaked);
    }

    private static Received received(Client client) throws IOException {
        try {
            return client.answer().whole();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return Received.NOTHING;
        }
    }

    private Received next(Client client, byte[] page) throws IOException {
        String path = origin.on((request, to) -> to.send(FaultTest.faultless(page)));
        RewritePolicy before = policy;
        policy = request -> request.path().equals(path) ? FaultTest.FAULTLESS_REWRITING : before.rewriting(request);
        return client.ask("GET", path, "Accept-Encoding", "identity").whole();
    }

    private void complete(FaultCase with, CompletableFuture<Void> stage) {
        if (with.stages() == Stages.LATE) {
            var unused = other.schedule(() -> stage.complete(null), 1, TimeUnit.MILLISECONDS);
        } else {
            other.execute(() -> stage.complete(null));
        }
    }

    private static void answer(FaultCase with, Origin.Connection to, CountDownLatch leaving, CountDownLatch left)
            throws IOException {
        SplittableRandom random = new SplittableRandom(~with.seed());
        byte[] sent = with.sent();
        int leaveAt = with.fault() == Fault.CLIENT_LEAVES ? random.nextInt(sent.length) : Integer.MAX_VALUE;
        int at = 0;
        while (at < sent.length) {
            int length = Math.min(sent.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 6000));
            to.send(sent, at, length);
            at += length;
            if (at > leaveAt && leaving.getCount() > 0) {
                leaving.countDown();
                await(left);
            }
        }
        if (with.fault() == Fault.ORIGIN_RESETS) {
            to.reset();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Client.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() throws IOException {
        proxy.close();
        origin.close();
        other.shutdownNow();
    }
}
