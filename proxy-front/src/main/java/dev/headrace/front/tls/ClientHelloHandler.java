package dev.headrace.front.tls;

import dev.headrace.front.tls.TlsEvent.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a client's greeting, and puts in its own place the handler that goes on with the handshake; or refuses the client
 * and closes the connection. Both at once, without waiting for anything.
 */
final class ClientHelloHandler extends SslClientHelloHandler<ClientHelloHandler.Decision> {
    sealed interface Decision {}

    private record Serve(ClientHello hello, SslHandler handler) implements Decision {}

    private record Refuse(
            @Nullable ClientHello hello,
            Reason reason,
            @Nullable Alert alert,
            @Nullable Throwable cause) implements Decision {}

    private final TlsServer server;
    private @Nullable ScheduledFuture<?> timeout;
    private long deadlineNanos;
    private boolean ended;

    ClientHelloHandler(TlsServer server) {
        super(server.options().maxClientHelloBytes());
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            startTimeout(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        startTimeout(ctx);
        ctx.fireChannelActive();
    }

    private void startTimeout(ChannelHandlerContext ctx) {
        if (timeout == null) {
            long nanos = server.options().handshakeTimeout().toNanos();
            deadlineNanos = ctx.executor().ticker().nanoTime() + nanos;
            timeout = ctx.executor().schedule(() -> onTimeout(ctx), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void onTimeout(ChannelHandlerContext ctx) {
        fail(ctx, new Refuse(null, Reason.TIMEOUT, null, null));
        var unused = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        fail(ctx, new Refuse(null, Reason.DISCONNECTED, null, null));
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        if (timeout != null) {
            timeout.cancel(false);
        }
        super.handlerRemoved0(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            super.decode(ctx, in, out);
        } catch (TooLongFrameException e) {
            // Netty has closed the connection.
            fail(ctx, new Refuse(null, Reason.BAD_CLIENT_HELLO, null, e));
        } catch (NotSslRecordException e) {
            fail(ctx, new Refuse(null, Reason.NOT_TLS, null, e));
        }
    }

    @Override
    protected Future<Decision> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf clientHello) {
        return ctx.executor().newSucceededFuture(decide(ctx, clientHello));
    }

    private Decision decide(ChannelHandlerContext ctx, @Nullable ByteBuf clientHello) {
        if (clientHello == null) {
            return new Refuse(null, Reason.NOT_TLS, null, null);
        }
        ClientHello hello;
        try {
            hello = ClientHello.parse(clientHello);
        } catch (IndexOutOfBoundsException e) {
            return new Refuse(null, Reason.BAD_CLIENT_HELLO, Alert.DECODE_ERROR, e);
        }
        ServerIdentity identity = server.identityFor(hello);
        if (identity == null) {
            return hello.hasServerName()
                    ? new Refuse(hello, Reason.UNKNOWN_NAME, Alert.UNRECOGNIZED_NAME, null)
                    : new Refuse(hello, Reason.MISSING_NAME, Alert.MISSING_EXTENSION, null);
        }
        if (!hello.applicationProtocols().isEmpty()
                && Collections.disjoint(
                        hello.applicationProtocols(), server.options().applicationProtocols())) {
            return new Refuse(hello, Reason.NO_APPLICATION_PROTOCOL, Alert.NO_APPLICATION_PROTOCOL, null);
        }
        try {
            return new Serve(hello, server.contexts().newHandler(identity, ctx.alloc()));
        } catch (SSLException e) {
            return new Refuse(hello, Reason.INTERNAL, Alert.INTERNAL_ERROR, e);
        }
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<Decision> future) {
        Decision decision = future.getNow();
        if (decision instanceof Serve serve) {
            ended = true;
            goOn(ctx, serve);
        } else if (decision instanceof Refuse refuse) {
            fail(ctx, refuse);
            if (refuse.alert == null) {
                var unused = ctx.close();
            } else {
                ctx.writeAndFlush(refuse.alert.toRecord(ctx.alloc())).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private void goOn(ChannelHandlerContext ctx, Serve serve) {
        SslHandler handler = serve.handler;
        long left = TimeUnit.NANOSECONDS.toMillis(
                deadlineNanos - ctx.executor().ticker().nanoTime());
        handler.setHandshakeTimeoutMillis(Math.max(1, left));
        handler.handshakeFuture().addListener(handshake -> {
            ChannelHandlerContext place = ctx.pipeline().context(handler);
            TlsEvent event = handshake.isSuccess() ? established(serve) : failed(serve, handshake.cause());
            if (place == null) {
                ctx.fireUserEventTriggered(event);
            } else {
                place.fireUserEventTriggered(event);
            }
        });
        ctx.pipeline().replace(this, "tls", handler);
    }

    private static TlsEvent established(Serve serve) {
        String protocol = serve.handler.applicationProtocol();
        var session = serve.handler.engine().getSession();
        return new TlsEvent.Established(
                serve.hello.serverName(),
                protocol == null ? "http/1.1" : protocol,
                session.getProtocol(),
                session.getCipherSuite());
    }

    private static TlsEvent failed(Serve serve, Throwable cause) {
        Reason reason = cause instanceof SslHandshakeTimeoutException
                ? Reason.TIMEOUT
                : cause instanceof ClosedChannelException ? Reason.DISCONNECTED : Reason.HANDSHAKE;
        return new TlsEvent.Failed(serve.hello.serverName(), reason, cause);
    }

    private void fail(ChannelHandlerContext ctx, Refuse refuse) {
        if (ended) {
            return;
        }
        ended = true;
        String name = refuse.hello == null ? null : refuse.hello.serverName();
        ctx.fireUserEventTriggered(new TlsEvent.Failed(name, refuse.reason, refuse.cause));
    }
}
