package dev.headrace.adapter.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Something that was written to us, with the promise that it will be written on. */
record Message(Object object, ChannelPromise promise) {
    /** Its content; null if it has none, or none in memory. */
    @Nullable
    ByteBuf content() {
        if (object instanceof ByteBuf buffer) {
            return buffer;
        }
        return object instanceof ByteBufHolder holder ? holder.content() : null;
    }

    int contentBytes() {
        ByteBuf content = content();
        return content == null ? 0 : content.readableBytes();
    }

    /** The end of a response's content, if this is it. */
    @Nullable
    LastHttpContent last() {
        return object instanceof LastHttpContent last ? last : null;
    }

    /** Whether this is content that can be rewritten. */
    boolean isContentInMemory() {
        return object instanceof HttpContent || object instanceof ByteBuf;
    }

    /** Whether whoever read it from the origin found it malformed. */
    boolean isMalformed() {
        return object instanceof HttpObject http && http.decoderResult().isFailure();
    }

    /** The same without its content, which is released. */
    Object withoutContent() {
        Object empty = object instanceof HttpContent content
                ? content.replace(Unpooled.EMPTY_BUFFER)
                : new DefaultHttpContent(Unpooled.EMPTY_BUFFER);
        release();
        return empty;
    }

    void release() {
        ReferenceCountUtil.release(object);
    }

    /** It is not going to be written. */
    void fail(Throwable reason) {
        release();
        if (!promise.isVoid()) {
            promise.tryFailure(reason);
        }
    }
}
