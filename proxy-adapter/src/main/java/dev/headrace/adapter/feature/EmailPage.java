package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.adapter.request.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What hidden addresses link to: a page for those who run no scripts. Which address it was is in the fragment, which no server gets. */
final class EmailPage {
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex">
            <title>Protected e-mail address</title>
            </head>
            <body>
            <h1>Protected e-mail address</h1>
            <p>The link that you followed stands for an e-mail address. This site hides addresses from programs that collect them.</p>
            <p>To see the address, switch JavaScript on in your browser, and load the page with the link again.</p>
            </body>
            </html>
            """;

    private EmailPage() {}

    /** The page, if it is what the request is for. */
    static @Nullable FullHttpResponse answer(RequestHead request) {
        if (!request.path().equals(EmailObfuscation.PAGE)) {
            return null;
        }
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        ByteBuf content = isRead ? Unpooled.copiedBuffer(HTML, UTF_8) : Unpooled.EMPTY_BUFFER;
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, isRead ? HttpResponseStatus.OK : HttpResponseStatus.METHOD_NOT_ALLOWED, content);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (isRead) {
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                    .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=86400")
                    .set("content-security-policy", "default-src 'none'")
                    .set("x-content-type-options", "nosniff")
                    .set("x-robots-tag", "noindex");
        } else {
            answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        return answer;
    }
}
