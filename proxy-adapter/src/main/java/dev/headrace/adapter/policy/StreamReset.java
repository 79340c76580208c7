package dev.headrace.adapter.policy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/**
 * Ends a response of which a part is out, and of which nothing right can follow, so that no client takes it for complete.
 *
 * <p>Called on the event loop, once, with the handler's context. It has to close the channel, at once or soon.
 */
@FunctionalInterface
public interface StreamReset {
    /**
     * Closes the channel. That is enough where the end of content is marked: in HTTP/1.1 the last chunk is missing (RFC 9112 §8), and
     * an HTTP/2 stream channel that is closed before its end sends {@code RST_STREAM} with {@code CANCEL} (RFC 9113 §6.4). Where closing is
     * the mark (RFC 9112 §6.3, HTTP/1.0 clients), TCP resets the connection, and no handler is asked: TLS would say that it closes,
     * and that would be an end, too (RFC 9112 §9.8). A proxy that wants {@code INTERNAL_ERROR} writes a reset frame of its codec
     * instead.
     */
    StreamReset CLOSE = (context, delimitedByClose) -> {
        Channel channel = context.channel();
        if (!delimitedByClose) {
            var unused = context.close();
        } else if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            Channel.Unsafe transport = channel.unsafe();
            if (channel.eventLoop().inEventLoop()) {
                transport.close(transport.voidPromise());
            } else {
                channel.eventLoop().execute(() -> transport.close(transport.voidPromise()));
            }
        }
    };

    /**
     * Resets the stream.
     *
     * @param delimitedByClose whether the client would take a mere end of the connection for the end of the content
     */
    void reset(ChannelHandlerContext context, boolean delimitedByClose);
}
