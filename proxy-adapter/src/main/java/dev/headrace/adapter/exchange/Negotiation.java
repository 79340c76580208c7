package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.gate.ContentCodings;
import dev.headrace.adapter.gate.ResponseGate;
import dev.headrace.adapter.header.AcceptEncoding;
import dev.headrace.adapter.header.CacheControl;
import dev.headrace.adapter.header.Conditionals;
import dev.headrace.adapter.header.RewrittenFields;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a client and an origin that speak of different documents: what the client asked for, what the origin was asked
 * for instead, and how the origin's answer has to read for the client.
 */
final class Negotiation {
    private final RequestHead request;
    private final @Nullable Rewriting candidate;
    private final @Nullable SkipReason skip;
    private final @Nullable Throwable cause;
    private final AcceptEncoding accepted;
    private final @Nullable Conditionals conditionals;
    private final @Nullable String responseHeader;

    private Negotiation(
            RequestHead request,
            @Nullable Rewriting candidate,
            @Nullable SkipReason skip,
            @Nullable Throwable cause,
            AcceptEncoding accepted,
            @Nullable Conditionals conditionals,
            @Nullable String responseHeader) {
        this.request = request;
        this.candidate = candidate;
        this.skip = skip;
        this.cause = cause;
        this.accepted = accepted;
        this.conditionals = conditionals;
        this.responseHeader = responseHeader;
    }

    /** Asks the policy, and changes the request if its answer may be rewritten. */
    static Negotiation of(HttpRequest message, RewritePolicy policy, @Nullable String responseHeader) {
        RequestHead request = RequestHead.of(message);
        Rewriting candidate = null;
        SkipReason skip = SkipReason.NO_REWRITING;
        Throwable cause = null;
        try {
            // What could not be read is answered with an error, and asks for nothing that a policy could judge.
            if (message.decoderResult().isSuccess()) {
                request = request.from(policy.visitor(request));
                candidate = policy.rewriting(request);
            }
        } catch (RuntimeException e) {
            skip = SkipReason.POLICY_FAILED;
            cause = e;
        }
        HttpHeaders headers = message.headers();
        if (candidate != null && CacheControl.isNoTransform(headers)) {
            candidate = null;
            skip = SkipReason.NO_TRANSFORM;
        }
        if (candidate == null) {
            return new Negotiation(request, null, skip, cause, AcceptEncoding.of(List.of()), null, responseHeader);
        }
        if (candidate.isPassing()) {
            return new Negotiation(request, candidate, null, null, AcceptEncoding.of(List.of()), null, responseHeader);
        }
        AcceptEncoding accepted = AcceptEncoding.of(headers.getAll(HttpHeaderNames.ACCEPT_ENCODING));
        String reduced = accepted.reducedTo(ContentCodings.available());
        if (reduced != null) {
            headers.set(HttpHeaderNames.ACCEPT_ENCODING, reduced);
        }
        Conditionals conditionals = Conditionals.map(message.method(), headers, candidate.versionTag());
        return new Negotiation(request, candidate, null, null, accepted, conditionals, responseHeader);
    }

    RequestHead request() {
        return request;
    }

    /** What the answer may be rewritten with; null if it will not be. */
    @Nullable
    Rewriting candidate() {
        return candidate;
    }

    /** Why there is no candidate. */
    @Nullable
    SkipReason skip() {
        return skip;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    /** Whether HTTP ends with this answer (RFC 9110 §9.3.6, §15.2.2). */
    boolean isTunnel(HttpResponse head) {
        int status = head.status().code();
        return status == 101 || (status / 100 == 2 && request.method().equals(HttpMethod.CONNECT));
    }

    /** In which codings to send what came in these. */
    List<ContentCoding> redone(List<ContentCoding> codings) {
        return codings.isEmpty() ? codings : ContentCodings.redone(codings, accepted);
    }

    /** Makes a head that of a rewritten document. */
    void adaptHead(HttpResponse head, Rewriting chosen, List<ContentCoding> codings) {
        List<String> tokens = redone(codings).stream().map(ContentCoding::token).toList();
        RewrittenFields.ofHead(head.headers(), chosen.versionTag(), tokens);
        if (responseHeader != null) {
            head.headers().set(responseHeader, ResponseGate.REWRITTEN);
        }
    }

    /** Makes the head of a response that passes read right, which matters for a 304 only. */
    void adaptSkipped(HttpResponse head, @Nullable SkipReason reason) {
        if (reason == SkipReason.NOT_MODIFIED && conditionals != null) {
            HttpHeaders headers = head.headers();
            String tag = conditionals.ofNotModified(headers.get(HttpHeaderNames.ETAG));
            if (tag != null) {
                RewrittenFields.ofNotModified(headers, tag);
            }
        }
        if (responseHeader != null
                && reason != null
                && reason != SkipReason.HEAD
                && reason != SkipReason.ALREADY_REWRITTEN) {
            head.headers().set(responseHeader, "skipped; reason=" + reason.token());
        }
    }
}
