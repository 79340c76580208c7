package dev.headrace.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client, the handler with its codec, and an origin's side that the test plays. What the client sends and gets are bytes of HTTP/1,
 * or frames of an HTTP/2 stream.
 */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
final class Front implements AutoCloseable, RewriteListener {
    /** What the client speaks. */
    enum Protocol {
        /** HTTP objects, without a codec: quicker. */
        OBJECTS,
        HTTP_1_0,
        HTTP_1_1,
        HTTP_2
    }

    final EmbeddedChannel channel;
    final List<Report> reports = new ArrayList<>();
    private final Protocol protocol;
    private final @Nullable EmbeddedChannel client;
    private final List<ByteBuf> given = new ArrayList<>();
    private final List<Received> responses = new ArrayList<>();
    private boolean inResponse;
    private boolean closed;

    /** Counts what is allocated and not released, and so finds more than a leak detector would. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

    Front(RewritePolicy policy) {
        this(Protocol.HTTP_1_1, policy, RewriteOptions.DEFAULT);
    }

    Front(Protocol protocol, RewritePolicy policy, RewriteOptions options) {
        this.protocol = protocol;
        RewriteHandler handler = new RewriteHandler(policy, options, this);
        if (protocol == Protocol.HTTP_2) {
            client = null;
            channel = new EmbeddedChannel(new Http2StreamFrameToHttpObjectCodec(true), handler);
        } else if (protocol == Protocol.OBJECTS) {
            client = null;
            channel = new EmbeddedChannel(handler);
        } else {
            client = new EmbeddedChannel(new HttpClientCodec());
            channel = new EmbeddedChannel(new HttpServerCodec(), handler);
        }
        channel.config().setAllocator(allocator);
        if (client != null) {
            client.config().setAllocator(allocator);
        }
    }

    @Override
    public void finished(RequestHead request, Report report) {
        reports.add(report);
    }

    /** Makes ready for another exchange on this connection, and holds that nothing is left of this one's buffers. */
    void next() {
        assertNothingLeft();
        given.clear();
        responses.clear();
        reports.clear();
    }

    /** The one report. */
    Report report() {
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    // ---- The client

    /** Sends a request; returns what the origin's side sees of it. Header fields are names and values in turn. */
    HttpRequest get(String... fields) {
        return request(HttpMethod.GET, fields);
    }

    HttpRequest request(HttpMethod method, String... fields) {
        if (protocol == Protocol.HTTP_2) {
            Http2Headers headers = new DefaultHttp2Headers()
                    .method(method.name())
                    .path("/page?q")
                    .scheme("https")
                    .authority("site.example");
            for (int i = 0; i < fields.length; i += 2) {
                headers.add(fields[i].toLowerCase(Locale.ROOT), fields[i + 1]);
            }
            channel.writeInbound(new DefaultHttp2HeadersFrame(headers, true));
        } else {
            HttpVersion version = protocol == Protocol.HTTP_1_0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
            HttpRequest request = new DefaultFullHttpRequest(version, method, "/page?q");
            request.headers().set("Host", "site.example");
            for (int i = 0; i < fields.length; i += 2) {
                request.headers().add(fields[i], fields[i + 1]);
            }
            if (client == null) {
                channel.writeInbound(request);
            } else {
                client.writeOutbound(request);
            }
            for (ByteBuf bytes = sent(); bytes != null; bytes = sent()) {
                channel.writeInbound(bytes);
            }
        }
        HttpRequest seen = null;
        for (Object in = channel.readInbound(); in != null; in = channel.readInbound()) {
            if (in instanceof HttpRequest head) {
                seen = head;
            }
            ReferenceCountUtil.release(in);
        }
        return Objects.requireNonNull(seen);
    }

    private @Nullable ByteBuf sent() {
        return client == null ? null : client.readOutbound();
    }

    /** What the client has got so far of the first response. */
    Received received() {
        collect();
        return responses.isEmpty() ? new Received() : responses.get(0);
    }

    List<Received> allReceived() {
        collect();
        return responses;
    }

    private void collect() {
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (client != null) {
                client.writeInbound(out);
            } else if (protocol == Protocol.HTTP_2) {
                frame(out);
            } else {
                object(out);
            }
        }
        if (client != null) {
            for (Object in = client.readInbound(); in != null; in = client.readInbound()) {
                object(in);
            }
        }
    }

    private void frame(Object frame) {
        if (frame instanceof Http2HeadersFrame headers) {
            if (inResponse) {
                headers.headers().forEach(field -> received0().trailers.add(field.getKey(), field.getValue()));
            } else {
                received0().status =
                        HttpResponseStatus.parseLine(headers.headers().status());
                headers.headers().forEach(field -> {
                    if (field.getKey().charAt(0) != ':') {
                        received0().headers.add(field.getKey(), field.getValue());
                    }
                });
            }
            inResponse = received0().status.code() >= 200;
            received0().complete |= headers.isEndStream();
        } else if (frame instanceof Http2DataFrame data) {
            received0().add(data.content());
            received0().complete |= data.isEndStream();
        }
        ReferenceCountUtil.release(frame);
    }

    private void object(Object object) {
        if (object instanceof HttpResponse head) {
            inResponse = false;
            Received next = received0();
            inResponse = true;
            next.status = head.status();
            next.version = head.protocolVersion();
            next.headers.add(head.headers());
        }
        if (object instanceof HttpContent content) {
            assertThat(content.decoderResult().isFailure()).isFalse();
            received0().add(content.content());
        }
        if (object instanceof LastHttpContent last) {
            received0().trailers.add(last.trailingHeaders());
            received0().complete = true;
            inResponse = false;
        }
        ReferenceCountUtil.release(object);
    }

    private Received received0() {
        if (!inResponse) {
            responses.add(new Received());
            inResponse = true;
        }
        return responses.get(responses.size() - 1);
    }

    // ---- The origin's side

    /** The head of a page, chunked unless it has a length. */
    static HttpResponse html(String... fields) {
        HttpResponse head = response(200, "Content-Type", "text/html; charset=utf-8", fields);
        if (!head.headers().contains("Content-Length")) {
            head.headers().set("Transfer-Encoding", "chunked");
        }
        return head;
    }

    static HttpResponse response(int status, String name, String value, String... fields) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        response.headers().set(name, value);
        for (int i = 0; i < fields.length; i += 2) {
            response.headers().add(fields[i], fields[i + 1]);
        }
        return response;
    }

    /** A whole response in pieces, without a length. */
    void answer(HttpResponse head, byte[]... pieces) {
        write(head);
        for (byte[] piece : pieces) {
            write(content(piece));
        }
        end();
    }

    ChannelFuture write(Object object) {
        return channel.write(object);
    }

    void flush() {
        channel.flush();
        channel.runPendingTasks();
    }

    /** Writes a piece and flushes it. */
    ChannelFuture piece(String text) {
        return piece(text.getBytes(StandardCharsets.UTF_8));
    }

    ChannelFuture piece(byte[] bytes) {
        ChannelFuture written = write(content(bytes));
        flush();
        return written;
    }

    ChannelFuture end() {
        ChannelFuture written = write(new DefaultLastHttpContent());
        flush();
        return written;
    }

    /** Content whose buffer must be released by the end of the test; every other one is direct. */
    HttpContent content(byte[] bytes) {
        int capacity = bytes.length + 1;
        ByteBuf buffer = given.size() % 2 == 0 ? allocator.heapBuffer(capacity) : allocator.directBuffer(capacity);
        buffer.writeBytes(bytes);
        given.add(buffer);
        return new DefaultHttpContent(buffer);
    }

    ByteBuf track(ByteBuf buffer) {
        given.add(buffer);
        return buffer;
    }

    @Override
    public void close() {
        leave();
    }

    /** Closes the connection from the client's side, and holds that nothing is left of any buffer. */
    void leave() {
        if (closed) {
            return;
        }
        closed = true;
        if (channel.isOpen()) {
            channel.unsafe().close(channel.newPromise());
        }
        channel.finish();
        collect();
        if (client != null) {
            client.finish();
            collect();
        }
        channel.releaseInbound();
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(given).allMatch(buffer -> buffer.refCnt() == 0, "released");
        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    /** What the client got of a response. */
    static final class Received {
        HttpResponseStatus status = HttpResponseStatus.CONTINUE;
        HttpVersion version = HttpVersion.HTTP_1_1;
        final HttpHeaders headers = new DefaultHttpHeaders();
        final HttpHeaders trailers = new DefaultHttpHeaders();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean complete;

        void add(ByteBuf bytes) {
            body.writeBytes(ByteBufUtil.getBytes(bytes));
        }

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        /** The content without its codings. */
        byte[] decoded() {
            return Codings.undone(body.toByteArray(), Codings.of(headers));
        }
    }
}
