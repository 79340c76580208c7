package dev.headrace.adapter.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.sockets.H1Reader;
import dev.headrace.adapter.sockets.Proxy.Protocol;
import dev.headrace.adapter.sockets.Received;
import dev.headrace.adapter.sockets.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Plays a case in embedded channels: one towards the client with the handler in it, and one towards the origin. */
final class Embedded implements RewriteListener {
    /** Of a user-defined writability flag that stands for a client that takes nothing. */
    private static final int SLOW = 1;

    private final FaultCase of;
    private final SplittableRandom random;
    private final UnpooledByteBufAllocator allocator;
    private final Queue<CompletableFuture<Void>> stages = new ArrayDeque<>();
    private final List<Report> reports = new ArrayList<>();
    private final EmbeddedChannel client;
    private final boolean impatientOrigin;
    private @Nullable EmbeddedChannel origin;
    private boolean resetByClose;
    private boolean left;

    // What the client has got.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final HttpHeaders headers = new DefaultHttpHeaders();
    private int status;
    private boolean ended;

    Embedded(FaultCase of, RewritePolicy policy) {
        this.of = of;
        random = new SplittableRandom(~of.seed());
        allocator = new UnpooledByteBufAllocator(random.nextBoolean());
        impatientOrigin = random.nextInt(4) == 0;
        client = new EmbeddedChannel();
        client.config().setAllocator(allocator);
        RewriteOptions options = of.options().withReset((context, delimitedByClose) -> {
            resetByClose = delimitedByClose;
            var unused = context.close();
        });
        client.pipeline()
                .addLast(isHttp2() ? new Http2StreamFrameToHttpObjectCodec(true) : new HttpServerCodec())
                .addLast(new RewriteHandler(policy, options, this))
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        if (message instanceof HttpRequest request) {
                            connect(request);
                        }
                        ReferenceCountUtil.release(message);
                    }
                });
    }

    /** Has the case's handlers tell here which stages are to be completed. */
    void completes(CompletableFuture<Void> stage) {
        stages.add(stage);
    }

    @Override
    public void finished(RequestHead request, Report report) {
        reports.add(report);
    }

    private boolean isHttp2() {
        return of.protocol() == Protocol.HTTP_2;
    }

    Played play(byte[] nextPage) throws IOException {
        ask(of.method(), FaultTest.FAULTY, of.accepted());
        answer(of.sent(), of.fault() == Fault.ORIGIN_RESETS);
        Received got = received(of.method());
        List<Report> heard = List.copyOf(reports);
        Received next = null;
        if (got.complete() && client.isOpen() && !isHttp2()) {
            ask("GET", FaultTest.FAULTLESS, "identity");
            answer(FaultTest.faultless(nextPage), false);
            next = received("GET");
        }
        client.unsafe().close(client.voidPromise());
        client.finishAndReleaseAll();
        if (origin != null) {
            origin.finishAndReleaseAll();
        }
        stages.forEach(stage -> stage.complete(null));
        long leaked = allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
        if (next == null) {
            heard = List.copyOf(reports);
        }
        return new Played(got, heard, left, next, leaked);
    }

    // ---- The client

    private void ask(String method, String path, String accepted) {
        if (isHttp2()) {
            Http2Headers request = new DefaultHttp2Headers()
                    .method(method)
                    .path(path)
                    .scheme("https")
                    .authority("site.example");
            request.add("accept-encoding", accepted);
            client.writeInbound(new DefaultHttp2HeadersFrame(request, true));
        } else {
            String version = of.protocol() == Protocol.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1";
            client.writeInbound(buffer(H1Reader.request(version, method, path, "Accept-Encoding", accepted)));
        }
    }

    private Received received(String method) throws IOException {
        collect();
        if (isHttp2()) {
            return new Received(status, headers, bytes.toByteArray(), ended);
        }
        boolean open = client.isOpen();
        InputStream end = new End(() -> {
            if (open) {
                throw new AssertionError("the client waits for ever; it has got " + bytes.toString(ISO_8859_1));
            }
            if (resetByClose) {
                throw new IOException("reset");
            }
            return -1;
        });
        ByteArrayInputStream all = new ByteArrayInputStream(bytes.toByteArray());
        Received got;
        try {
            got = new H1Reader(new SequenceInputStream(all, end)).read(method).whole();
        } catch (IOException e) {
            got = Received.NOTHING;
        }
        if (got.complete() && all.available() > 0) {
            throw new AssertionError(all.available() + " bytes behind the response");
        }
        bytes.reset();
        return got;
    }

    private void collect() {
        for (Object out = client.readOutbound(); out != null; out = client.readOutbound()) {
            if (out instanceof ByteBuf piece) {
                bytes.writeBytes(ByteBufUtil.getBytes(piece));
            } else if (out instanceof Http2HeadersFrame head) {
                frame(head);
            } else if (out instanceof Http2DataFrame data) {
                bytes.writeBytes(ByteBufUtil.getBytes(data.content()));
                ended |= data.isEndStream();
            }
            ReferenceCountUtil.release(out);
        }
    }

    private void frame(Http2HeadersFrame head) {
        if (status < 200) {
            status = HttpResponseStatus.parseLine(head.headers().status()).code();
            head.headers().forEach(field -> {
                if (field.getKey().charAt(0) != ':') {
                    headers.add(field.getKey(), field.getValue());
                }
            });
        }
        ended |= head.isEndStream();
    }

    private void leave() {
        left = true;
        // As the transport does it: no handler is asked.
        client.unsafe().close(client.voidPromise());
        client.runPendingTasks();
    }

    // ---- The origin

    private void connect(HttpRequest request) {
        HttpMethod asked = of.fault() == Fault.CONTENT_OF_HEAD ? HttpMethod.GET : request.method();
        EmbeddedChannel connection = new EmbeddedChannel();
        connection.config().setAllocator(allocator);
        boolean faulty = request.uri().equals(FaultTest.FAULTY);
        connection
                .pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new Relay(
                        client,
                        request.method(),
                        request.protocolVersion(),
                        message -> faulty ? forged(message) : message,
                        () -> {}));
        connection.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, asked, request.uri()));
        connection.releaseOutbound();
        origin = connection;
    }

    /** What no codec in front of an origin would let through. */
    private Object forged(Object message) {
        if (message instanceof HttpResponse head) {
            switch (of.fault()) {
                case CONTENT_OF_204 -> head.setStatus(HttpResponseStatus.NO_CONTENT);
                case CONTENT_OF_304 -> head.setStatus(HttpResponseStatus.NOT_MODIFIED);
                case LENGTH_TOO_LONG, LENGTH_TOO_SHORT ->
                    head.headers()
                            .set(
                                    HttpHeaderNames.CONTENT_LENGTH,
                                    FaultCase.wrongLength(of.fault(), of.body().length, 1 + random.nextInt(50)));
                default -> {}
            }
        }
        return message;
    }

    private void answer(byte[] sent, boolean reset) {
        EmbeddedChannel from = origin;
        if (from == null) {
            throw new AssertionError("the request did not reach the origin");
        }
        int leaveAt = of.fault() == Fault.CLIENT_LEAVES && !left ? random.nextInt(sent.length) : Integer.MAX_VALUE;
        int at = 0;
        while (at < sent.length) {
            int length = Math.min(sent.length - at, 1 + random.nextInt(random.nextBoolean() ? 20 : 3000));
            if (at + length > leaveAt && !left) {
                leave();
            }
            from.writeInbound(buffer(Arrays.copyOfRange(sent, at, at + length)));
            at += length;
            disturb();
        }
        if (reset) {
            from.pipeline().fireExceptionCaught(new IOException("reset"));
        }
        from.unsafe().close(from.voidPromise());
        from.runPendingTasks();
        settle();
    }

    /** Completes a stage or does not, and is slow or is not. */
    private void disturb() {
        boolean slow = random.nextInt(5) == 0;
        if (client.unsafe().outboundBuffer() != null) {
            client.unsafe().outboundBuffer().setUserDefinedWritability(SLOW, !slow);
        }
        client.runPendingTasks();
        if (random.nextInt(3) == 0) {
            complete();
        }
        if (!impatientOrigin && !RewriteHandler.isWritable(client)) {
            settle();
        }
    }

    private void complete() {
        CompletableFuture<Void> stage = stages.poll();
        if (stage != null) {
            stage.complete(null);
        }
        client.runPendingTasks();
    }

    /** Completes all that is to be completed, and takes all that is there. */
    private void settle() {
        if (client.unsafe().outboundBuffer() != null) {
            client.unsafe().outboundBuffer().setUserDefinedWritability(SLOW, true);
        }
        client.runPendingTasks();
        while (!stages.isEmpty()) {
            complete();
        }
        client.flush();
        client.runPendingTasks();
    }

    private ByteBuf buffer(byte[] from) {
        ByteBufAllocator alloc = allocator;
        return alloc.buffer(Math.max(1, from.length)).writeBytes(from);
    }
}
