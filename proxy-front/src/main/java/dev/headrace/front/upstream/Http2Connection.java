package dev.headrace.front.upstream;

import dev.headrace.front.time.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2 to an origin, which exchanges share (RFC 9113 §5). It may not be there yet: then they wait. Used on its event loop
 * only.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements OriginConnections.Dialled {
    private static final int STREAM_WINDOW = 256 << 10;
    private static final int HEAD_BYTES = 128 << 10;
    private static final int MOST_STREAMS = 100;

    /** Enough for all streams: clients that take their time, however many, must not keep the others from their responses. */
    private static final int CONNECTION_WINDOW = MOST_STREAMS * STREAM_WINDOW;

    /** Well below 2^30, where a connection's stream numbers end (RFC 9113 §5.1.1). */
    private static final int MOST_OPENED = 1 << 29;

    private record Waiting(OriginListener listener, Upstream.Timeouts timeouts) {}

    private final OriginConnections home;
    private final Origin origin;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Deadline idle;
    private boolean retired;
    private int opened;
    private int streams;

    Http2Connection(OriginConnections home, Origin origin) {
        this.home = home;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Puts HTTP/2 on a connection, which begins to speak at once. */
    void addTo(Channel to) {
        Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(HEAD_BYTES))
                .build();
        to.pipeline()
                .addLast(codec)
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel pushed) {
                        var unused = pushed.close();
                    }
                }))
                .addLast(this);
    }

    /** Whether another exchange can have a stream. */
    boolean hasRoom() {
        int taken = streams + waiting.size();
        if (channel == null) {
            return taken < MOST_STREAMS;
        }
        return channel.isActive() && !goesAway() && taken < mostStreams();
    }

    private boolean goesAway() {
        Http2FrameCodec codec = codec();
        return retired
                || opened >= MOST_OPENED
                || codec == null
                || codec.connection().goAwayReceived();
    }

    private int mostStreams() {
        Http2FrameCodec codec = codec();
        return codec == null ? 0 : Math.min(codec.connection().local().maxActiveStreams(), MOST_STREAMS);
    }

    private @Nullable Http2FrameCodec codec() {
        return channel == null ? null : channel.pipeline().get(Http2FrameCodec.class);
    }

    /** Opens a stream for an exchange, as soon as there is a connection. */
    void take(OriginListener listener, Upstream.Timeouts timeouts) {
        if (channel == null) {
            waiting.add(new Waiting(listener, timeouts));
        } else {
            open(channel, new Waiting(listener, timeouts));
        }
    }

    @Override
    public void established(Channel connection) {
        channel = connection;
        idle = new Deadline(connection.eventLoop());
        widenWindow();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            open(connection, next);
        }
    }

    /** RFC 9113 §5.2.2. */
    private void widenWindow() {
        Http2FrameCodec codec = codec();
        if (codec == null) {
            return;
        }
        try {
            var connection = codec.connection();
            connection
                    .local()
                    .flowController()
                    .incrementWindowSize(
                            connection.connectionStream(), CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        } catch (Http2Exception e) {
            throw new IllegalStateException("a window that is small cannot be widened", e);
        }
    }

    @Override
    public void failed(OriginFault fault) {
        home.forget(this);
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            next.listener().failed(fault);
        }
    }

    private void open(Channel connection, Waiting next) {
        streams++;
        boolean isFirst = opened++ == 0;
        Duration patience = next.timeouts().idle();
        Future<Http2StreamChannel> stream = new Http2StreamChannelBootstrap(connection)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel of) {
                        of.pipeline()
                                .addLast(new Http2StreamFrameToHttpObjectCodec(false))
                                .addLast(new Http2Stream(Http2Connection.this, of, isFirst));
                    }
                })
                .open();
        stream.addListener(done -> {
            if (stream.isSuccess()) {
                Channel of = stream.getNow();
                of.closeFuture().addListener(closed -> streamEnded(patience));
                of.pipeline().get(Http2Stream.class).begin(next.listener(), next.timeouts());
            } else {
                streamEnded(patience);
                next.listener().failed(OriginFault.NO_CONNECTION);
            }
        });
    }

    private void streamEnded(Duration patience) {
        streams--;
        if (streams > 0 || channel == null || idle == null) {
            return;
        }
        if (goesAway()) {
            close();
        } else {
            idle.set(patience, this::closeIfIdle);
        }
    }

    void closeIfIdle() {
        if (streams == 0 && !isBeingMade()) {
            close();
        }
    }

    /** Takes no more exchanges, and ends behind those that it has. */
    void retire() {
        retired = true;
        home.forget(this);
        closeIfIdle();
    }

    boolean isBeingMade() {
        return channel == null;
    }

    /** Is added once more if the first connection that was made for it came to nothing. */
    @Override
    public boolean isSharable() {
        return true;
    }

    private void close() {
        home.forget(this);
        if (channel != null) {
            var unused = channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        // Settings and pings: the codec has answered them.
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        home.forget(this);
        if (idle != null) {
            idle.end();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Resets and what is no HTTP/2: streams hear of the end of their connection.
        var unused = ctx.close();
    }
}
