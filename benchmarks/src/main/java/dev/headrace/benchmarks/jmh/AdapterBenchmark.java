package dev.headrace.benchmarks.jmh;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.engines.HeadraceEngine;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A response through the handler of {@code proxy-adapter}, from request to last content, beside the same work without it: the codings
 * undone, the page rewritten, the codings done again, the output in the same kind of buffers. The difference is what the handler
 * itself costs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsPrepend = {"-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"})
@State(Scope.Thread)
public class AdapterBenchmark {
    private static final long SEED = 1;
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int OUTPUT_BYTES = 8 * 1024;

    /** {@code identity} or the token of a coding. */
    @Param({"identity", "gzip", "br", "zstd"})
    public String coding = "";

    /** The size of the page. */
    @Param({"15000", "100000"})
    public int bytes;

    /** Bytes of the coded page that come at once; each such piece is flushed. */
    @Param("16384")
    public int chunk;

    /** A name in {@link Cases}. */
    @Param({"nomatch", "ahref"})
    public String what = "";

    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final List<ByteBuf> pieces = new ArrayList<>();
    private final byte[] lent = new byte[PIECE_BYTES];
    private final byte[] decoded = new byte[PIECE_BYTES];
    private @Nullable ContentCoding chosen;
    private HtmlRewriter rewriter = HtmlRewriter.builder().build();
    private EmbeddedChannel rewriting = new EmbeddedChannel();
    private EmbeddedChannel passing = new EmbeddedChannel();
    private @Nullable ByteBuf output;
    private long written;

    /** Codes the page, and makes the channels. */
    @Setup
    public void prepare() throws IOException {
        chosen = ContentCoding.of(coding);
        Case measured = Cases.named(what);
        rewriter = HeadraceEngine.rewriter(measured, Counts.of(measured));
        byte[] page = coded(Pages.realistic(SEED, bytes));
        for (int from = 0; from < page.length; from += chunk) {
            pieces.add(allocator.directBuffer().writeBytes(page, from, Math.min(chunk, page.length - from)));
        }
        Rewriting version = Rewriting.of(rewriter, "1");
        rewriting = channel(new RewriteHandler(request -> version));
        passing = channel(new RewriteHandler(request -> null));
    }

    /** Releases all. */
    @TearDown
    public void release() {
        rewriting.finishAndReleaseAll();
        passing.finishAndReleaseAll();
        pieces.forEach(ByteBuf::release);
    }

    /** Through the handler. */
    @Benchmark
    public long handler() {
        respond(rewriting);
        return written;
    }

    /** Through a handler whose policy has no rewriting for it. */
    @Benchmark
    public long handlerPassing() {
        respond(passing);
        return written;
    }

    /** The same without a handler. */
    @Benchmark
    public long parts() throws IOException {
        ContentCoding wanted = chosen;
        if (wanted == null) {
            RewriteStream stream = rewriter.open(this::copy, "utf-8");
            for (ByteBuf piece : pieces) {
                stream.write(piece.duplicate());
                emit();
            }
            stream.end();
        } else {
            try (ContentDecoder decoder = wanted.decoder();
                    ContentEncoder encoder = wanted.encoder(wanted.defaultLevel())) {
                OutputSink sink = this::copy;
                RewriteStream stream =
                        rewriter.open((array, from, length) -> encoder.write(array, from, length, sink), "utf-8");
                for (ByteBuf piece : pieces) {
                    rewrite(piece, decoder, stream);
                    encoder.flush(sink);
                    emit();
                }
                stream.end();
                encoder.end(sink);
            }
        }
        emit();
        return written;
    }

    private void rewrite(ByteBuf piece, ContentDecoder decoder, RewriteStream stream) throws IOException {
        for (int from = 0; from < piece.readableBytes(); from += lent.length) {
            int length = Math.min(lent.length, piece.readableBytes() - from);
            piece.getBytes(from, lent, 0, length);
            decoder.setInput(lent, 0, length);
            for (int n = decoder.read(decoded, 0, decoded.length);
                    n > 0;
                    n = decoder.read(decoded, 0, decoded.length)) {
                stream.write(decoded, 0, n);
            }
        }
    }

    private void copy(byte[] array, int offset, int length) {
        int done = 0;
        while (done < length) {
            ByteBuf to = output;
            if (to == null) {
                to = allocator.directBuffer(OUTPUT_BYTES);
                output = to;
            }
            int count = Math.min(length - done, OUTPUT_BYTES - to.readableBytes());
            to.writeBytes(array, offset + done, count);
            done += count;
            if (to.readableBytes() == OUTPUT_BYTES) {
                emit();
            }
        }
    }

    private void emit() {
        ByteBuf full = output;
        if (full != null) {
            output = null;
            written += full.readableBytes();
            full.release();
        }
    }

    private void respond(Channel channel) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/index.html");
        request.headers().set("Host", "www.example.org").set("Accept-Encoding", "gzip, br, zstd");
        channel.pipeline().fireChannelRead(request);
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Content-Type", "text/html; charset=utf-8").set("ETag", "\"1234\"");
        if (chosen != null) {
            head.headers().set("Content-Encoding", coding);
        }
        write(channel, head);
        for (ByteBuf piece : pieces) {
            write(channel, new DefaultHttpContent(piece.retainedDuplicate()));
            channel.flush();
        }
        write(channel, new DefaultLastHttpContent());
        channel.flush();
    }

    private static void write(Channel channel, Object message) {
        var unused = channel.write(message, channel.voidPromise());
    }

    private EmbeddedChannel channel(RewriteHandler handler) {
        EmbeddedChannel channel = new EmbeddedChannel(new Client(), handler, new Origin());
        channel.config().setAllocator(allocator);
        return channel;
    }

    private byte[] coded(byte[] page) throws IOException {
        ContentCoding wanted = chosen;
        if (wanted == null) {
            return page;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentEncoder encoder = wanted.encoder(wanted.defaultLevel())) {
            encoder.write(page, 0, page.length, out::write);
            encoder.end(out::write);
        }
        return out.toByteArray();
    }

    /** Takes what would go onto the wire. */
    private final class Client extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpContent content) {
                written += content.content().readableBytes();
            }
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }

        @Override
        public void flush(ChannelHandlerContext context) {}
    }

    /** Takes requests; answers are written by the benchmark. */
    private static final class Origin extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
