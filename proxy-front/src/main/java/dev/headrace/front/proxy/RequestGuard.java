package dev.headrace.front.proxy;

import dev.headrace.front.proxy.RequestRules.Refusal;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Marks requests that are not to be taken, in front of everything that looks at them; they are answered in their turn, behind the
 * responses to earlier ones.
 */
@Sharable
public final class RequestGuard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest request) {
            Refusal refusal = RequestRules.check(request);
            if (refusal != null) {
                request.setDecoderResult(DecoderResult.failure(new RefusedRequest(refusal)));
            }
        }
        ctx.fireChannelRead(msg);
    }

    /** Takes a refusal along with its request. */
    static final class RefusedRequest extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        RefusedRequest(Refusal refusal) {
            super(refusal.reason(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
