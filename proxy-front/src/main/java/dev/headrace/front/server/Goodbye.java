package dev.headrace.front.server;

import dev.headrace.front.proxy.ClientHandler;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends connections of clients in a way that takes no request and no response from them. */
final class Goodbye {
    private Goodbye() {}

    /**
     * Ends a connection: behind the response that is under way, or after a moment in which the last request may come.
     *
     * @param patience how long streams of HTTP/2 may take
     */
    static void to(Channel channel, Duration patience) {
        channel.eventLoop().execute(() -> {
            ClientHandler handler = channel.pipeline().get(ClientHandler.class);
            Http2FrameCodec codec = channel.pipeline().get(Http2FrameCodec.class);
            if (handler != null) {
                handler.drain();
            } else if (codec != null) {
                to(channel, codec, patience);
            }
            // Else it is a tunnel, which ends when one of its ends does; or TLS is still being agreed on.
        });
    }

    /**
     * RFC 9113 §6.8: first the client learns that no more streams should come, and later which was the last one. Those that it began
     * before it knew are answered.
     */
    private static void to(Channel channel, Http2FrameCodec codec, Duration patience) {
        codec.gracefulShutdownTimeoutMillis(patience.toMillis());
        DefaultHttp2GoAwayFrame notice = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
        notice.setExtraStreamIds(Integer.MAX_VALUE);
        var unusedNotice = channel.writeAndFlush(notice);
        var unusedTimer = channel.eventLoop()
                .schedule(
                        () -> {
                            var unusedLast = channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
                            // The codec waits for the streams that are open.
                            var unusedClose = channel.close();
                        },
                        ClientHandler.GRACE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
