package dev.headrace.front.proxy;

import dev.headrace.front.routing.Decision.Redirect;
import dev.headrace.front.routing.Decision.Refusal;
import dev.headrace.front.routing.Tenant;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Responses of the front itself, in an origin's place. */
final class OwnAnswers {
    private static final String RETRY_AFTER_SECONDS = "120";

    private OwnAnswers() {}

    /** A status, and its name as text. */
    static FullHttpResponse text(ByteBufAllocator allocator, int code) {
        FullHttpResponse answer =
                answer(code, ByteBufUtil.writeUtf8(allocator, HttpResponseStatus.valueOf(code) + "\n"));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        return answer;
    }

    static FullHttpResponse to(ByteBufAllocator allocator, Redirect redirect) {
        FullHttpResponse answer = answer(redirect.status(), allocator.buffer(0));
        answer.headers().set(HttpHeaderNames.LOCATION, redirect.location());
        return answer;
    }

    /** The tenant's own page, where it has one. */
    static FullHttpResponse to(ByteBufAllocator allocator, Refusal refusal) {
        byte[] page = page(refusal);
        if (page == null) {
            return text(allocator, refusal.reason().status());
        }
        FullHttpResponse answer = answer(refusal.reason().status(), Unpooled.wrappedBuffer(page));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        return answer;
    }

    private static byte @Nullable [] page(Refusal refusal) {
        Tenant whose = refusal.tenant();
        if (whose == null) {
            return null;
        }
        return switch (refusal.reason()) {
            case MAINTENANCE -> whose.pages().maintenance();
            case OFFLINE -> whose.pages().offline();
            default -> null;
        };
    }

    private static FullHttpResponse answer(int code, ByteBuf content) {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code), content);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (code == 503) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer;
    }
}
