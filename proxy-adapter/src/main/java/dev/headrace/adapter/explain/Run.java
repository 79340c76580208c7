package dev.headrace.adapter.explain;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One exchange through a {@link RewriteHandler}, as on a live connection. It has an event loop of its own, since handlers may be
 * asynchronous, which an {@code EmbeddedChannel} knows nothing of.
 */
final class Run implements RewriteListener, AutoCloseable {
    /** Longer than handlers may be waited for, unless somebody has set their limit higher. */
    private static final long MOST_SECONDS = 120;

    private final CompletableFuture<HttpRequest> asked = new CompletableFuture<>();
    private final CompletableFuture<Report> over = new CompletableFuture<>();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final Channel channel = new LocalChannel();

    // What the client gets; written by the event loop before the run is over.
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable HttpResponse head;

    Run(RewritePolicy policy, RewriteOptions options) throws InterruptedException {
        channel.pipeline().addLast(new ClientSide(), new RewriteHandler(policy, options, this), new OriginSide());
        group.register(channel).sync();
    }

    /** The request as the origin gets it. */
    HttpRequest request(HttpRequest request) throws IOException, InterruptedException {
        channel.eventLoop().execute(() -> channel.pipeline().fireChannelRead(request));
        return get(asked);
    }

    /** Answers it, and returns what became of the response. */
    Report respond(FullHttpResponse response) throws IOException, InterruptedException {
        // Where a write fails the report tells more, if there is one; it comes in the same turn of the event loop.
        var unused = channel.writeAndFlush(response).addListener(written -> {
            if (!written.isSuccess()) {
                channel.eventLoop().execute(() -> over.completeExceptionally(written.cause()));
            }
        });
        Report report = get(over);
        // Whatever the event loop does behind the report is done as well then.
        channel.eventLoop().submit(() -> {}).sync();
        return report;
    }

    /** The head that the client got; null if none. */
    @Nullable
    HttpResponse head() {
        return head;
    }

    byte[] content() {
        return content.toByteArray();
    }

    @Override
    public void finished(RequestHead request, Report report) {
        over.complete(report);
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static <T> T get(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nothing came of it within " + MOST_SECONDS + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Keeps what would go to the client. */
    private final class ClientSide extends ChannelDuplexHandler {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response && response.status().code() >= 200) {
                head = new DefaultHttpResponse(
                        response.protocolVersion(),
                        response.status(),
                        response.headers().copy());
            }
            if (message instanceof HttpContent part) {
                content.writeBytes(ByteBufUtil.getBytes(part.content()));
            }
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // All is written already.
        }
    }

    /** Keeps what would go to the origin. */
    private final class OriginSide extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                asked.complete(request);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            asked.completeExceptionally(cause);
            over.completeExceptionally(cause);
        }
    }
}
