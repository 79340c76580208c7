package dev.headrace.adapter.sockets;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/2, by prior knowledge. A stream that ends without {@code END_STREAM} is broken off (RFC 9113 §5.1, §8.1). */
public final class H2Client implements Client {
    private final Channel connection;
    private final Queue<Content> contents = new ArrayDeque<>();
    private @Nullable Http2StreamChannel stream;

    /** Connects. */
    public H2Client(EventLoopGroup group, int port) {
        connection = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient().build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public void send(String method, String path, String... fields) {
        BlockingQueue<Object> events = new LinkedBlockingQueue<>();
        Http2Headers headers = new DefaultHttp2Headers()
                .method(method)
                .path(path)
                .scheme("http")
                .authority("site.example");
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i].toLowerCase(Locale.ROOT), fields[i + 1]);
        }
        Http2StreamChannel opened = new Http2StreamChannelBootstrap(connection)
                .handler(new Collector(events))
                .open()
                .syncUninterruptibly()
                .getNow();
        stream = opened;
        var unused = opened.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
        contents.add(new Content(events));
    }

    @Override
    public Answer answer() throws IOException {
        return contents.remove().head();
    }

    @Override
    public void leave(boolean abruptly) {
        Http2StreamChannel under = stream;
        if (under == null || abruptly) {
            connection.close().syncUninterruptibly();
        } else {
            under.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).syncUninterruptibly();
        }
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
    }

    /** What happens on a stream. */
    private enum Event {
        END_STREAM,
        RST_STREAM,
        CLOSED
    }

    /** Puts heads, pieces of content and {@link Event}s into a queue. */
    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final BlockingQueue<Object> events;

        Collector(BlockingQueue<Object> events) {
            this.events = events;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            boolean end = false;
            if (frame instanceof Http2HeadersFrame head) {
                events.add(head.headers());
                end = head.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                events.add(ByteBufUtil.getBytes(data.content()));
                end = data.isEndStream();
            }
            ReferenceCountUtil.release(frame);
            if (end) {
                events.add(Event.END_STREAM);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Http2ResetFrame) {
                events.add(Event.RST_STREAM);
            }
            ReferenceCountUtil.release(event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            events.add(Event.CLOSED);
        }
    }

    /** Content as it comes. */
    private static final class Content extends InputStream {
        private final BlockingQueue<Object> events;
        private byte[] piece = {};
        private int at;
        private @Nullable Event end;

        Content(BlockingQueue<Object> events) {
            this.events = events;
        }

        Answer head() throws IOException {
            while (true) {
                Object event = next();
                if (!(event instanceof Http2Headers headers)) {
                    throw new ProtocolException("no head, but " + event);
                }
                int status = Integer.parseInt(headers.status().toString());
                if (status >= 200) {
                    HttpHeaders fields = new DefaultHttpHeaders();
                    headers.forEach(field -> {
                        if (field.getKey().charAt(0) != ':') {
                            fields.add(field.getKey(), field.getValue());
                        }
                    });
                    return new Answer(status, fields, this);
                }
            }
        }

        private Object next() throws IOException {
            try {
                Object event = events.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new SocketTimeoutException("nothing comes");
                }
                return event;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (at == piece.length) {
                if (end == null) {
                    Object event = next();
                    if (event instanceof byte[] bytes) {
                        piece = bytes;
                        at = 0;
                    } else if (event instanceof Event what) {
                        end = what;
                    }
                } else if (end == Event.END_STREAM) {
                    return -1;
                } else {
                    throw new IOException("the stream broke off: " + end);
                }
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            return piece.length - at;
        }
    }
}
