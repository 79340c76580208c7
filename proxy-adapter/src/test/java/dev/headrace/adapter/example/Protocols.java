package dev.headrace.adapter.example;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the codec of the protocol that a client speaks in front of the handlers of its exchanges. Those see HTTP objects, whatever
 * the protocol is.
 */
final class Protocols {
    private Protocols() {}

    static ChannelInitializer<Channel> cleartext(Consumer<ChannelPipeline> handlers) {
        return initializer(channel -> channel.pipeline().addLast(new PrefaceDetector(handlers)));
    }

    static ChannelInitializer<Channel> tls(SslContext tls, Consumer<ChannelPipeline> handlers) {
        return initializer(channel -> {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            channel.pipeline().addLast(new AlpnHandler(handlers));
        });
    }

    private static void http1(ChannelPipeline pipeline, Consumer<ChannelPipeline> handlers) {
        pipeline.channel().config().setAutoRead(false);
        pipeline.addLast(new HttpServerCodec());
        handlers.accept(pipeline);
    }

    private static void http2(ChannelPipeline pipeline, Consumer<ChannelPipeline> handlers) {
        pipeline.addLast(Http2FrameCodecBuilder.forServer().build());
        pipeline.addLast(new Http2MultiplexHandler(initializer(stream -> {
            stream.config().setAutoRead(false);
            stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
            handlers.accept(stream.pipeline());
        })));
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> initialize) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                initialize.accept(channel);
            }
        };
    }

    /** Tells HTTP/2 by its preface (RFC 9113 §3.4). */
    private static final class PrefaceDetector extends ByteToMessageDecoder {
        private final Consumer<ChannelPipeline> handlers;

        PrefaceDetector(Consumer<ChannelPipeline> handlers) {
            this.handlers = handlers;
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
            int length = Math.min(preface.readableBytes(), in.readableBytes());
            boolean isHttp2 = ByteBufUtil.equals(preface, 0, in, in.readerIndex(), length);
            if (isHttp2 && length < preface.readableBytes()) {
                return;
            }
            if (isHttp2) {
                http2(ctx.pipeline(), handlers);
            } else {
                http1(ctx.pipeline(), handlers);
            }
            ctx.pipeline().remove(this);
        }
    }

    private static final class AlpnHandler extends ApplicationProtocolNegotiationHandler {
        private final Consumer<ChannelPipeline> handlers;

        AlpnHandler(Consumer<ChannelPipeline> handlers) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.handlers = handlers;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(ctx.pipeline(), handlers);
            } else {
                http1(ctx.pipeline(), handlers);
            }
        }
    }
}
