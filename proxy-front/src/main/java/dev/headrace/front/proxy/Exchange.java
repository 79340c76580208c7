package dev.headrace.front.proxy;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.policy.StreamReset;
import dev.headrace.front.proxy.RequestGuard.RefusedRequest;
import dev.headrace.front.routing.Decision;
import dev.headrace.front.routing.Decision.Forward;
import dev.headrace.front.routing.Decision.Redirect;
import dev.headrace.front.routing.Decision.Refusal;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.routing.TenantLimits;
import dev.headrace.front.time.Deadline;
import dev.headrace.front.upstream.OriginConnection;
import dev.headrace.front.upstream.OriginFault;
import dev.headrace.front.upstream.OriginListener;
import dev.headrace.front.upstream.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. It goes through the {@linkplain Phase phases} in their order, and is over when both are complete,
 * or when nothing right can follow.
 */
final class Exchange implements OriginListener {
    /** So much of a request's content waits for the connection to an origin. */
    private static final int MOST_PENDING = 64 * 1024;

    /** So much of a request is read and thrown away behind its response, so that the connection can be kept. */
    private static final int MOST_DISCARDED = 256 * 1024;

    private final ClientHandler handler;
    private final Client client;
    private final HttpRequest request;
    private final Traffic traffic;
    private final ClientResponse response;
    private final boolean isUpgrade;
    private final long began;
    private final Queue<HttpContent> pending = new ArrayDeque<>();

    private Phase phase = Phase.RECEIVED;
    private @Nullable Tenant tenant;
    private @Nullable Attempts attempts;
    private @Nullable OriginConnection origin;
    private @Nullable String refused;
    private @Nullable OriginFault fault;
    private int status;
    private @Nullable TenantLimits counted;
    private @Nullable Deadline deadline;
    private int pendingBytes;
    private long requestBytes;
    private long responseBytes;
    private boolean requestComplete;
    private boolean endSent;
    private boolean allRead;
    private boolean interim;
    private boolean over;

    Exchange(ClientHandler handler, HttpRequest request) {
        this.handler = handler;
        this.client = handler.client();
        this.request = request;
        this.traffic = handler.nextTraffic();
        this.response = new ClientResponse(handler, request);
        this.isUpgrade = !handler.isStream()
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.headers().contains(HttpHeaderNames.UPGRADE)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && !Fields.asksForHttp(request.headers());
        this.began = System.nanoTime();
    }

    // ---- The request

    void begin() {
        handler.proxy().log().begun();
        if (request.decoderResult().cause() instanceof RefusedRequest malformed) {
            requestComplete = true;
            response.closeBehind();
            traffic.belongsTo(handler.proxy().log().traffic(null));
            refuse(malformed.refusal().status(), malformed.refusal().reason());
            return;
        }
        phase = Phase.CHECKED;
        Decision decision = handler.proxy().table().get().decide(client.asks(request));
        Tenant whose = decision.tenant();
        tenant = whose;
        traffic.belongsTo(handler.proxy().log().traffic(whose == null ? null : whose.name()));
        phase = Phase.ROUTED;
        if (decision instanceof Forward forward) {
            forward(forward);
        } else if (decision instanceof Redirect redirect) {
            answer(OwnAnswers.to(handler.context().alloc(), redirect));
        } else if (decision instanceof Refusal refusal) {
            FullHttpResponse own = whose == null || refusal.reason() != Decision.Refused.NO_ROUTE
                    ? null
                    : FeatureAnswers.of(whose, client, request);
            if (own != null) {
                answer(own);
            } else {
                refuse(refusal);
            }
        }
    }

    private void forward(Forward forward) {
        TenantLimits limits = forward.tenant().limits();
        if (!limits.tryBegin()) {
            refuse(new Refusal(forward.tenant(), Decision.Refused.TOO_MANY_REQUESTS));
            return;
        }
        counted = limits;
        long length = HttpUtil.getContentLength(request, 0L);
        if (length > limits.maxContent()) {
            response.closeBehind();
            refuse(413, "the request's content is too large");
            return;
        }
        FullHttpResponse own = FeatureAnswers.of(forward.tenant(), client, request);
        if (own != null) {
            answer(own);
            return;
        }
        Features features = forward.route().features();
        HttpResponse hints =
                features == null || !handler.isStream() ? null : FeatureAnswers.hints(features, client, request);
        if (hints != null) {
            response.interim(hints);
        }
        Upstream upstream = forward.route().upstream();
        Attempts first = new Attempts(upstream, hash(upstream));
        attempts = first;
        Duration total = upstream.timeouts().total();
        if (total != null) {
            deadline = new Deadline(handler.context().channel().eventLoop());
            deadline.set(total, this::tookTooLong);
        }
        attempt(first, false);
    }

    private void tookTooLong() {
        if (phase.compareTo(Phase.RESPONSE_ENDED) < 0) {
            abandonOrigin();
            fault = phase.compareTo(Phase.RESPONSE_BEGUN) < 0
                    ? OriginFault.RESPONSE_TIMEOUT
                    : OriginFault.CONTENT_TIMEOUT;
            if (phase.compareTo(Phase.RESPONSE_BEGUN) < 0) {
                if (!requestComplete) {
                    response.closeBehind();
                }
                refuse(504, "the whole took too long");
            } else {
                cut();
            }
        }
    }

    boolean hasWholeRequest() {
        return requestComplete;
    }

    /** Whether no more of the request can be taken just now. */
    boolean isFull() {
        OriginConnection to = origin;
        return phase.compareTo(Phase.RESPONSE_ENDED) < 0
                && (to == null ? pendingBytes >= MOST_PENDING : !to.isWritable());
    }

    void content(HttpContent piece) {
        int bytes = piece.content().readableBytes();
        requestBytes += bytes;
        if (piece.decoderResult().isFailure()) {
            // Broken off or malformed in the middle: no origin may take it for complete.
            piece.release();
            requestComplete = true;
            badContent();
            return;
        }
        requestComplete = piece instanceof LastHttpContent;
        allRead = requestComplete;
        if (counted != null && requestBytes > counted.maxContent() && phase.compareTo(Phase.RESPONSE_ENDED) < 0) {
            piece.release();
            tooLarge();
            return;
        }
        if (phase.compareTo(Phase.RESPONSE_ENDED) >= 0) {
            piece.release();
            finishIfDone();
            if (!over && requestBytes > MOST_DISCARDED) {
                response.closeBehind();
                finish(false);
                response.closeAsDue(allRead);
            }
        } else if (origin == null) {
            pendingBytes += bytes;
            pending.add(piece);
        } else {
            send(origin, piece);
        }
    }

    private void send(OriginConnection to, HttpContent piece) {
        endSent |= piece instanceof LastHttpContent;
        to.write(piece);
    }

    private void badContent() {
        response.closeBehind();
        if (phase.compareTo(Phase.RESPONSE_BEGUN) < 0) {
            abandonOrigin();
            refuse(400, "the request's content is malformed");
        } else {
            cut();
        }
    }

    private void tooLarge() {
        requestComplete = true;
        response.closeBehind();
        abandonOrigin();
        if (phase.compareTo(Phase.RESPONSE_BEGUN) < 0) {
            refuse(413, "the request's content is too large");
        } else {
            cut();
        }
    }

    /** What came of the request broke a rule of HTTP/2, which ends it (RFC 9113 §8.1.1). */
    void malformed(String reason) {
        refused = reason;
    }

    void requestTimedOut() {
        requestComplete = true;
        response.closeBehind();
        if (phase.compareTo(Phase.RESPONSE_BEGUN) < 0) {
            abandonOrigin();
            refuse(408, "the request's content did not come in time");
        } else if (phase == Phase.RESPONSE_BEGUN) {
            cut();
        } else {
            finish(false);
            handler.closeLingering();
        }
    }

    void flushRequest() {
        if (origin != null) {
            origin.flush();
        }
    }

    // ---- The origin

    private void attempt(Attempts of, boolean fresh) {
        Upstream.Server next = of.next();
        if (next == null) {
            refuse(fault == null ? 503 : fault.status(), fault == null ? "no origin has room" : "no origin answers");
            return;
        }
        phase = Phase.ORIGIN_CHOSEN;
        handler.proxy().origins().connect(next.origin(), of.upstream().timeouts(), fresh, this);
    }

    private int hash(Upstream of) {
        return of.balance() == Upstream.Balance.HASH_OF_PATH
                ? request.uri().hashCode()
                : client.address().hashCode();
    }

    @Override
    public void connected(OriginConnection connection) {
        Attempts now = attempts;
        Upstream.Server to = now == null ? null : now.server();
        if (over || now == null || to == null) {
            connection.abort();
            return;
        }
        origin = connection;
        handler.proxy().log().connected(connection.isReused());
        phase = Phase.REQUEST_SENT;
        String host =
                now.upstream().options().hostPreserved() ? null : to.origin().authority();
        boolean http2 = to.origin().http2();
        // HTTP/2 has no upgrades (RFC 9113 §8.6).
        connection.write(Fields.towardsOrigin(request, client, host, isUpgrade && !http2, http2));
        if (endSent) {
            // It went with the connection before.
            pending.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        for (HttpContent piece = pending.poll(); piece != null; piece = pending.poll()) {
            send(connection, piece);
        }
        pendingBytes = 0;
        connection.flush();
        handler.settleReading();
    }

    @Override
    public void writabilityChanged() {
        handler.settleReading();
    }

    @Override
    public void received(HttpObject piece) {
        if (over) {
            ReferenceCountUtil.release(piece);
            return;
        }
        if (piece instanceof HttpResponse head) {
            head(head);
        }
        if (piece instanceof HttpContent content) {
            if (interim) {
                interim = false;
                content.release();
            } else {
                responseContent(content);
            }
        }
    }

    private void head(HttpResponse head) {
        int code = head.status().code();
        if (attempts != null) {
            attempts.answered();
        }
        if (code == 101) {
            switchProtocols(head);
        } else if (code < 200) {
            interim = true;
            response.interim(head);
            settleOrigin();
        } else {
            status = code;
            phase = Phase.RESPONSE_BEGUN;
            Tenant whose = tenant;
            Fields.towardsClient(
                    head, client.secure() && whose != null ? whose.https().strictTransportSecurity() : null);
            announceEndOfUpload();
            response.delimit(head);
            if (!(head instanceof FullHttpResponse)) {
                write(head);
            }
            // One that ends with its head is written at its end, as one piece: gRPC wants to see that there is no
            // content.
        }
    }

    private void responseContent(HttpContent content) {
        responseBytes += content.content().readableBytes();
        if (content instanceof LastHttpContent end) {
            phase = Phase.RESPONSE_ENDED;
            releaseOrigin();
            // The connection was given back, so that nobody tells when it has read all.
            response.end(end, allRead);
            finishIfDone();
        } else {
            write(content);
        }
    }

    private void write(HttpObject piece) {
        response.write(piece);
        settleOrigin();
    }

    private void settleOrigin() {
        if (origin != null) {
            origin.setReading(RewriteHandler.isWritable(handler.context().channel()));
        }
    }

    @Override
    public void receivedAll() {
        handler.context().flush();
    }

    void clientWritabilityChanged() {
        settleOrigin();
    }

    @Override
    public void failed(OriginFault what) {
        boolean reused = origin != null && origin.isReused();
        if (over) {
            return;
        }
        fault = what;
        origin = null;
        // What has no content is whole as soon as its head is there; the codec tells of its end a moment later.
        boolean isWhole = requestBytes == 0 && (requestComplete || !hasContent());
        Attempts now = attempts;
        boolean mayFollow = now != null && now.mayFollow(what, reused, request.method(), isWhole);
        if (phase.compareTo(Phase.RESPONSE_BEGUN) >= 0) {
            cut();
        } else if (mayFollow && now != null) {
            attempt(now, !what.isUnsent());
        } else {
            refuse(what.status(), what.name().toLowerCase(Locale.ROOT));
        }
    }

    private void releaseOrigin() {
        OriginConnection connection = origin;
        origin = null;
        if (connection != null) {
            connection.release();
        }
        endAttempt();
    }

    private void abandonOrigin() {
        OriginConnection connection = origin;
        origin = null;
        if (connection != null) {
            connection.abort();
        }
        endAttempt();
    }

    private void endAttempt() {
        if (attempts != null) {
            attempts.end();
        }
    }

    // ---- Tunnels

    /** RFC 9110 §7.8: from here on, bytes pass. None did before. */
    private void switchProtocols(HttpResponse switching) {
        OriginConnection connection = origin;
        if (!isUpgrade || !requestComplete || connection == null || attempts == null) {
            abandonOrigin();
            fault = OriginFault.MALFORMED_RESPONSE;
            refuse(fault.status(), "the origin switched protocols, and nobody can follow");
            return;
        }
        if (handler.hasMore()) {
            abandonOrigin();
            response.closeBehind();
            refuse(400, "bytes came behind an upgrade before it was granted");
            return;
        }
        status = 101;
        phase = Phase.RESPONSE_ENDED;
        String protocol = switching.headers().get(HttpHeaderNames.UPGRADE, "");
        Fields.removeHopByHop(switching.headers());
        switching.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        switching.headers().set(HttpHeaderNames.UPGRADE, protocol);
        interim = true;
        origin = null;
        Channel to = connection.detach();
        response.switchProtocols(switching);
        finish(false);
        Tunnel.between(
                handler.context().channel(),
                to,
                traffic,
                attempts.upstream().timeouts().tunnel());
    }

    // ---- Answers of the front itself

    private void refuse(int code, String reason) {
        refused = reason;
        answer(OwnAnswers.text(handler.context().alloc(), code));
    }

    private void refuse(Refusal refusal) {
        refused = refusal.reason().name().toLowerCase(Locale.ROOT);
        answer(OwnAnswers.to(handler.context().alloc(), refusal));
    }

    private void answer(FullHttpResponse answer) {
        status = answer.status().code();
        responseBytes = answer.content().readableBytes();
        phase = Phase.RESPONSE_ENDED;
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
        Fields.removeHopByHop(answer.headers());
        announceEndOfUpload();
        response.delimit(answer);
        response.end(answer, allRead);
        finishIfDone();
    }

    /** An answer comes while there is more to come than is thrown away: the connection will not be kept, and the client should know. */
    private void announceEndOfUpload() {
        if (!handler.isStream() && !requestComplete && contentLeft() > MOST_DISCARDED) {
            response.closeBehind();
        }
    }

    /** RFC 9112 §6.3. In HTTP/2 the stream's end alone says so. */
    private boolean hasContent() {
        return handler.isStream() ? !(request instanceof FullHttpRequest) : contentLeft() > 0;
    }

    private long contentLeft() {
        return HttpUtil.isTransferEncodingChunked(request)
                ? Long.MAX_VALUE
                : HttpUtil.getContentLength(request, 0L) - requestBytes;
    }

    // ---- The end

    private void finishIfDone() {
        if (requestComplete || response.closesBehind()) {
            finish(!response.closesBehind());
        } else {
            // What is left of the request is read, though no origin takes it.
            handler.settleReading();
        }
    }

    /** A part of the response is out, and the rest will not come. */
    private void cut() {
        abandonOrigin();
        handler.context().flush();
        finish(false);
        if (handler.isStream()) {
            handler.reset(Http2Error.INTERNAL_ERROR);
        } else {
            StreamReset.CLOSE.reset(handler.context(), response.closesBehind());
        }
    }

    void clientLeft() {
        abandonOrigin();
        finish(false);
    }

    private void finish(boolean goesOn) {
        if (over) {
            return;
        }
        over = true;
        if (deadline != null) {
            deadline.end();
        }
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
        ChannelFuture last = response.last();
        if (last == null || last.isDone()) {
            end();
        } else {
            last.addListener(done -> end());
        }
        handler.finished(this, goesOn);
        if (last != null && !last.isDone()) {
            handler.awaitTaken();
        }
    }

    /** The client has all of the response, or will never have it; or the tunnel is closed. Until then it counts as under way. */
    private void end() {
        ChannelFuture last = response.last();
        endAttempt();
        if (counted != null) {
            counted.end();
        }
        handler.proxy()
                .log()
                .finished(new ExchangeLog.Entry(
                        client,
                        request.method(),
                        request.headers().get(HttpHeaderNames.HOST, ""),
                        request.uri(),
                        tenant == null ? null : tenant.name(),
                        status,
                        phase,
                        refused,
                        fault,
                        phase == Phase.RESPONSE_ENDED && last != null && last.isSuccess(),
                        requestBytes,
                        responseBytes,
                        traffic.received(),
                        traffic.sent(),
                        System.nanoTime() - began));
    }
}
