package dev.headrace.front.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a listening channel, and closes it when nobody is waiting there.
 *
 * <p>Linux resets connections that it has established and nobody has accepted when their listener is closed, though another process
 * listens at the same port (unless {@code net.ipv4.tcp_migrate_req} is set). So, what waits is taken first: the channel is closed
 * when for a moment no connection came, or, where they never cease, after a second.
 */
final class Listening extends ChannelInboundHandlerAdapter {
    private static final long QUIET_MILLIS = 5;
    private static final int MOST_ROUNDS = 200;

    private @Nullable ChannelHandlerContext context;
    private boolean accepted;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        accepted = true;
        ctx.fireChannelRead(msg);
    }

    /** Closes the channel as soon as that does no harm. May be called from any thread. */
    Future<Void> closeWhenQuiet() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("the handler is in no pipeline");
        }
        Channel channel = ctx.channel();
        Promise<Void> closed = channel.newPromise();
        channel.closeFuture().addListener(done -> closed.trySuccess(null));
        channel.eventLoop().execute(() -> {
            accepted = true;
            look(channel, MOST_ROUNDS);
        });
        return closed;
    }

    private void look(Channel channel, int roundsLeft) {
        if (!accepted || roundsLeft == 0) {
            // Right behind a look for events that found none.
            var unused = channel.close();
        } else {
            accepted = false;
            var unused = channel.eventLoop()
                    .schedule(() -> look(channel, roundsLeft - 1), QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
