package dev.headrace.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On a real event loop: what the client gets has left before a candidate begins to work. */
// Whether a write succeeded shows in what comes.
@SuppressWarnings("FutureReturnValueIgnored")
class ShadowOrderTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> compared = new CompletableFuture<>();

    @Test
    void clientGetsItsBytes_beforeTheCandidateIsAtWork() throws Exception {
        HtmlRewriter candidate = HtmlRewriter.builder()
                .on("p", p -> events.add("candidate"))
                .onEnd(end -> events.add("candidate's end"))
                .build();
        Rewriting both = Rewriters.REWRITING.withShadow(
                Rewriting.of(candidate, "2"), (request, report) -> compared.complete(null), 1);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        try {
            Channel server = new ServerBootstrap()
                    .group(group)
                    .channel(LocalServerChannel.class)
                    .childHandler(new ChannelInitializer<LocalChannel>() {
                        @Override
                        protected void initChannel(LocalChannel channel) {
                            channel.pipeline()
                                    .addLast(new Watcher(), new RewriteHandler(request -> both), new Answerer());
                        }
                    })
                    .bind(new LocalAddress(ShadowOrderTest.class))
                    .sync()
                    .channel();
            Channel client = new Bootstrap()
                    .group(group)
                    .channel(LocalChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(server.localAddress())
                    .sync()
                    .channel();
            client.writeAndFlush(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
            compared.get(20, TimeUnit.SECONDS);
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        }
        assertThat(events).containsExactly("<p>one", "", "flush", "candidate", "candidate's end");
    }

    /** Sees what goes to the client. */
    private final class Watcher extends ChannelDuplexHandler {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpContent content) {
                events.add(content.content().toString(StandardCharsets.UTF_8));
            }
            context.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            events.add("flush");
            context.flush();
        }
    }

    /** Answers each request with a page. */
    private static final class Answerer extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            context.write(Front.html());
            context.write(new DefaultHttpContent(Unpooled.copiedBuffer("<p>one", StandardCharsets.UTF_8)));
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }
}
