package dev.headrace.front.admin;

import dev.headrace.front.admin.AdminPages.Page;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers requests to the admin listener. */
@Sharable
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final AdminPages pages;
    private final @Nullable BearerToken token;

    AdminHandler(AdminPages pages, @Nullable BearerToken token) {
        this.pages = pages;
        this.token = token;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) throws IOException {
        if (!ctx.channel().isWritable()) {
            // Who asks for more pages without taking those that it has would have them all held here.
            var unused = ctx.close();
            return;
        }
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        Page page = page(request, isHead);
        ByteBuf content = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(page.content());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.mediaType())
                .set(HttpHeaderNames.CONTENT_LENGTH, page.content().length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (page.status() == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        } else if (page.status() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request) && page.status() != 400;
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private Page page(FullHttpRequest request, boolean isHead) throws IOException {
        if (request.decoderResult().isFailure()) {
            return AdminPages.text(400, "this is no request");
        }
        if (!isHead && !request.method().equals(HttpMethod.GET)) {
            return AdminPages.text(405, "only GET and HEAD are answered here");
        }
        int query = request.uri().indexOf('?');
        String path = query < 0 ? request.uri() : request.uri().substring(0, query);
        if (token != null
                && !AdminPages.isOpen(path)
                && !token.isIn(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            return AdminPages.text(401, "the admin listener's token is needed: Authorization: Bearer ...");
        }
        return pages.page(path);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that takes too long, or is gone; or a page that cannot be made, which the client sees by this.
        var unused = ctx.close();
    }
}
