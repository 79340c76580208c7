package dev.headrace.adapter.sockets;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.OutputStream;

/** A proxy in a process of its own. It tells its port, then that a client's channel is full, then what became of the exchange. */
final class GigabyteProxy implements RewriteListener {
    private GigabyteProxy() {}

    /** Runs until its standard input ends. */
    public static void main(String[] originPort) throws IOException {
        try (Proxy proxy = new Proxy(
                Integer.parseInt(originPort[0]),
                PooledByteBufAllocator.DEFAULT,
                Documents.ALL,
                RewriteOptions.DEFAULT,
                new GigabyteProxy(),
                channel -> channel.pipeline().addLast(new Full()))) {
            say("port " + proxy.h1Port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void finished(RequestHead request, Report report) {
        say(report.outcome() + " " + report.bytesDecoded());
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** Says once that the channel is full. */
    private static final class Full extends ChannelInboundHandlerAdapter {
        private boolean said;

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!said && !context.channel().isWritable()) {
                said = true;
                say("full");
            }
            context.fireChannelWritabilityChanged();
        }
    }
}
