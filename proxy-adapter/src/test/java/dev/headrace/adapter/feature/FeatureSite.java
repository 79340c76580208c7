package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.HeadlessChromium;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A site with rewritten pages, what features serve, and scripts that the pages ask for. Its entry page has the pages in frames, and has loaded
 * when each has told its result.
 */
final class FeatureSite implements AutoCloseable {
    private static final long MOST_SECONDS = 40;

    private record Resource(String type, @Nullable String policy, String content) {}

    private final List<Feature> features;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> frames = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<String> awaited = new ConcurrentSkipListSet<>();
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> told = new CompletableFuture<>();

    FeatureSite(Feature... features) throws IOException {
        this.features = List.of(features);
        script("/report.js", resource("browser/report.js"));
        script("/module.js", "export default 'lib';");
        script("/module-two.js", "order.push('two');");
        script("/current.js", "window.seen = document.currentScript.dataset.name;");
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(100_000), new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    String url() {
        return "http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/";
    }

    /** What each page has told of itself, by its path. */
    Map<String, String> results() {
        return new TreeMap<>(results);
    }

    /** What was sent to the site, to features too. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** What browsers report of policies. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Shows a page, rewritten, at a path, and in a frame of the entry page; it tells its result. */
    void add(String path, String page, @Nullable String policy) throws IOException {
        frames.add(path);
        awaited.add(path);
        show(path, page, policy);
    }

    /** Shows a page that leaves for another, which tells its result. */
    void addLeaving(String path, String page, String next, String nextPage) throws IOException {
        frames.add(path);
        awaited.add(next);
        show(path, page, null);
        show(next, nextPage, null);
    }

    private void show(String path, String page, @Nullable String policy) throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        String nonce = "";
        if (policy != null) {
            fields.put("content-security-policy", policy);
            nonce = " nonce=\"n0nce\"";
        }
        Subject subject = new Subject(features);
        Page document = subject.page(JsonNodeFactory.instance.objectNode().set("response", fields));
        String source = resource("browser/" + page + ".html")
                .replaceFirst("<head>", "<head><script data-no-defer src=\"/report.js\"" + nonce + "></script>");
        String html = subject.rewrite(source.getBytes(UTF_8), document, Chunking.whole());
        assertThat(document.tallies()).allMatch(tally -> tally.timesApplied() > 0);
        resources.put(path, new Resource("text/html; charset=utf-8", policy, html));
    }

    /** Has a browser load the entry page; ends when that has loaded. */
    void browse(Path temporary) throws IOException, InterruptedException {
        File log = temporary.resolve("log").toFile();
        Process browser = new ProcessBuilder(
                        HeadlessChromium.command(temporary.resolve("profile"), List.of("--dump-dom", url())))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(browser.exitValue()).as(() -> read(log)).isZero();
        } finally {
            browser.destroy();
        }
    }

    private static String read(File log) {
        try {
            return Files.readString(log.toPath(), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void script(String path, String source) {
        resources.put(path, new Resource("text/javascript", null, source));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FeatureSite.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            QueryStringDecoder target = new QueryStringDecoder(request.uri());
            String content = request.content().toString(UTF_8);
            switch (target.path()) {
                case "/" -> answer(ctx, 200, new Resource("text/html", null, entry()));
                case "/script.js", "/slow.js" -> answerLater(ctx, target);
                case "/result" -> {
                    tell(target, content);
                    answer(ctx, 204, null);
                }
                case "/violation" -> {
                    violations.add(content);
                    answer(ctx, 204, null);
                }
                case "/wait" -> {
                    var unused = told.completeOnTimeout(false, MOST_SECONDS, TimeUnit.SECONDS)
                            .thenAccept(all -> answer(ctx, 204, null));
                }
                default -> {
                    // A feature may tell the test of it at once.
                    messages.add(content);
                    FullHttpResponse own = Features.of(features).answer(RequestHead.of(request));
                    Resource resource = resources.get(target.path());
                    if (own == null) {
                        answer(ctx, resource == null ? 404 : 200, resource);
                    } else {
                        send(ctx, own);
                    }
                }
            }
        }

        private String entry() {
            return frames.stream()
                    .map(path -> "<iframe src=\"" + path + "\"></iframe>")
                    .collect(Collectors.joining("", "<!doctype html>", "<img src=\"/wait\">"));
        }

        private void tell(QueryStringDecoder target, String details) {
            String result = parameter(target, "ok").equals("true") ? "right" : "wrong: " + details;
            results.merge("/" + parameter(target, "page"), result, (first, second) -> first + ", then " + second);
            if (results.size() == awaited.size()) {
                told.complete(true);
            }
        }

        /** A script that does what the query says, after some time. */
        private void answerLater(ChannelHandlerContext ctx, QueryStringDecoder target) {
            String pushed = parameter(target, "push");
            String declared = parameter(target, "declare");
            String source = !pushed.isEmpty()
                    ? "order.push('" + pushed + "');"
                    : declared.isEmpty() ? "throw new Error('meant');" : "var " + declared + " = [];";
            String delay = parameter(target, "delay");
            var unused = ctx.executor()
                    .schedule(
                            () -> answer(ctx, 200, new Resource("text/javascript", null, source)),
                            delay.isEmpty() ? 0 : Long.parseLong(delay),
                            TimeUnit.MILLISECONDS);
        }

        private static String parameter(QueryStringDecoder target, String name) {
            return String.join("", target.parameters().getOrDefault(name, List.of()));
        }

        private static void answer(ChannelHandlerContext ctx, int status, @Nullable Resource resource) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(status),
                    Unpooled.copiedBuffer(resource == null ? "" : resource.content(), UTF_8));
            if (resource != null) {
                response.headers().set(HttpHeaderNames.CONTENT_TYPE, resource.type());
                if (resource.policy() != null) {
                    response.headers().set("content-security-policy", resource.policy());
                }
            }
            send(ctx, response);
        }

        private static void send(ChannelHandlerContext ctx, FullHttpResponse response) {
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
