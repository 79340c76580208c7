package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On channels of real HTTP/2 streams: they have no outbound buffer, and end by frames of their own. */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored")
class Http2StreamTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> writability = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<ChannelHandlerContext> origin = new CompletableFuture<>();

    private @Nullable Channel client;

    @AfterEach
    void stop() throws InterruptedException {
        if (client != null) {
            client.close().sync();
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        frames.forEach(ReferenceCountUtil::release);
    }

    /** Sends a request, and gives the context with which the origin's side answers it. */
    private ChannelHandlerContext request(RewritePolicy policy) throws Exception {
        LocalAddress address = new LocalAddress(Http2StreamTest.class);
        RewriteListener listener = new RewriteListener() {
            @Override
            public void finished(RequestHead request, Report report) {
                reports.add(report);
            }
        };
        ChannelInboundHandlerAdapter answering = new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                boolean isHead = msg instanceof HttpRequest;
                ReferenceCountUtil.release(msg);
                if (isHead) {
                    origin.complete(ctx);
                }
            }

            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                writability.add(RewriteHandler.isWritable(ctx.channel()));
            }
        };
        new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(initializer(channel -> channel.pipeline()
                        .addLast(Http2FrameCodecBuilder.forServer().build())
                        .addLast(new Http2MultiplexHandler(initializer(stream -> stream.pipeline()
                                .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                                .addLast(new RewriteHandler(policy, RewriteOptions.DEFAULT, listener))
                                .addLast(answering))))))
                .bind(address)
                .sync();
        client = new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(initializer(channel -> channel.pipeline()
                        .addLast(Http2FrameCodecBuilder.forClient().build())
                        .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))))
                .connect(address)
                .sync()
                .channel();
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(client)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object msg) {
                        frames.add(msg);
                    }

                    @Override
                    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                        frames.add(event);
                    }
                })
                .open()
                .sync()
                .getNow();
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().method("GET").path("/").scheme("http").authority("site.example"), true));
        return origin.get();
    }

    private interface Setup {
        void on(Channel channel);
    }

    private static ChannelInitializer<Channel> initializer(Setup setup) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                setup.on(channel);
            }
        };
    }

    private static DefaultHttpContent content(String text) {
        return new DefaultHttpContent(Unpooled.wrappedBuffer(bytes(text)));
    }

    /** What comes of content, up to a reset or the stream's end. */
    private String text() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        while (true) {
            Object frame = frames.take();
            if (frame instanceof Http2DataFrame data) {
                text.append(data.content().toString(StandardCharsets.UTF_8));
                boolean end = data.isEndStream();
                data.release();
                if (end) {
                    return text + "|end";
                }
            } else if (frame instanceof Http2ResetFrame reset) {
                return text + "|reset " + reset.errorCode();
            } else {
                ReferenceCountUtil.release(frame);
            }
        }
    }

    @Test
    void originBreaksOff_theStreamIsReset() throws Exception {
        ChannelHandlerContext ctx = request(Rewriters.ALL);
        ctx.write(Front.html("Content-Length", "100"));
        ctx.writeAndFlush(content("<p>one ")).sync();
        ctx.writeAndFlush(new DefaultLastHttpContent());
        assertThat(text()).isEqualTo("<p>one |reset 8");
        assertThat(reports.take().failure()).isEqualTo(FailureReason.LENGTH_MISMATCH);
    }

    @Test
    void asyncHandler_isWritableTells_andTheHandlersBehindHearOfIt() throws Exception {
        CompletableFuture<Void> later = new CompletableFuture<>();
        ChannelHandlerContext ctx = request(
                Rewriters.with(HtmlRewriter.builder().onAsync("b", b -> later).build()));
        ctx.write(Front.html());
        ctx.writeAndFlush(content("<p><b>one</b>"));
        assertThat(writability.take()).isFalse();
        ctx.writeAndFlush(new DefaultLastHttpContent());
        later.complete(null);
        assertThat(writability.take()).isTrue();
        assertThat(text()).isEqualTo("<p><b>one</b>|end");
    }
}
