package dev.headrace.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines in the README are those that run here. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("headrace.root"));

    @Test
    void pipeline_rewrites_what_its_policy_names() {
        EmbeddedChannel channel = new EmbeddedChannel();
        ChannelPipeline pipeline = channel.pipeline();
        PageHandler proxyHandler = new PageHandler();

        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("img", img -> img.setAttribute("loading", "lazy"))
                .build();
        Rewriting lazyImages = Rewriting.of(rewriter, "lazy-images-1");
        RewritePolicy policy = request -> request.path().startsWith("/blog/") ? lazyImages : null;

        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new RewriteHandler(policy));
        pipeline.addLast(proxyHandler);

        assertThat(exchange(channel, "/blog/1")).contains("<img src=wheel loading=\"lazy\">");
        assertThat(exchange(channel, "/shop/1")).endsWith(PageHandler.PAGE);
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void readme_has_these_lines() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section = readme.split("## In a Netty proxy or server\n", 2)[1];
        String code = section.split("```java\n", 2)[1].split("```", 2)[0];
        Path source = ROOT.resolve("proxy-adapter/src/test/java/dev/headrace/adapter/ReadmeTest.java");

        assertThat(lines(Files.readString(source))).containsSubsequence(lines(code));
    }

    private static List<String> lines(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String exchange(EmbeddedChannel channel, String path) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
        StringBuilder response = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            response.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return response.toString();
    }

    /** Answers each request with a page. */
    // A write that fails closes the channel, and that is heard of.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class PageHandler extends ChannelInboundHandlerAdapter {
        static final String PAGE = "<!DOCTYPE html><title>The mill</title><img src=wheel>";

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            if (msg instanceof HttpRequest) {
                var response = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.OK,
                        Unpooled.copiedBuffer(PAGE, StandardCharsets.US_ASCII));
                response.headers().set("Content-Type", "text/html; charset=utf-8");
                response.headers().set("Content-Length", PAGE.length());
                ctx.writeAndFlush(response);
            }
            ReferenceCountUtil.release(msg);
        }
    }
}
