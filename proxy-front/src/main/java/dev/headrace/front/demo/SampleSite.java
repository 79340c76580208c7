package dev.headrace.front.demo;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The origin: has the same document at every path, and slowly at {@code /slowly}. Its pictures and style sheets are in {@code /assets}. */
@Sharable
final class SampleSite extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String SLOWLY = "/slowly";

    private static final String ASSETS = "/assets/";
    private static final List<String> ASSET_NAMES =
            List.of("site.css", "shop.css", "blog.css", "mill.svg", "wheel.svg");
    private static final int PIECES = 10;
    private static final long PAUSE_MILLIS = 150;

    /**
     * Whoever opens the document shall see it without scripts and apart from all else on its host (CSP 3 §6.3): what is in it may
     * have been typed into the demo's page.
     */
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

    private final byte[] document = Resources.bytes("site/index.html");
    private final Map<String, byte[]> assets = new HashMap<>();

    SampleSite() {
        ASSET_NAMES.forEach(name -> assets.put(ASSETS + name, Resources.bytes("site/" + name)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        if (path.equals(SLOWLY)) {
            sendSlowly(ctx);
            return;
        }
        var unused = ctx.writeAndFlush(path.startsWith(ASSETS) ? asset(path) : document());
    }

    private FullHttpResponse asset(String path) {
        byte[] found = assets.get(path);
        return found == null
                ? Answers.text(HttpResponseStatus.NOT_FOUND, "There is no " + path + " here.")
                : Answers.of(HttpResponseStatus.OK, Answers.type(path), found);
    }

    private FullHttpResponse document() {
        FullHttpResponse response = Answers.of(HttpResponseStatus.OK, Answers.HTML, document);
        describe(response);
        response.headers().set(HttpHeaderNames.ETAG, "\"mill-1\"");
        return response;
    }

    private static void describe(HttpResponse response) {
        response.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
    }

    private void sendSlowly(ChannelHandlerContext ctx) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        describe(head);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Answers.HTML)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        var unused = ctx.write(head);
        sendPiece(ctx, 0);
    }

    private void sendPiece(ChannelHandlerContext ctx, int piece) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (piece == PIECES) {
            var unused = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        byte[] bytes =
                Arrays.copyOfRange(document, document.length * piece / PIECES, document.length * (piece + 1) / PIECES);
        ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
                .addListener(written -> sendLater(ctx, piece + 1));
    }

    private void sendLater(ChannelHandlerContext ctx, int piece) {
        var unused = ctx.executor().schedule(() -> sendPiece(ctx, piece), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
