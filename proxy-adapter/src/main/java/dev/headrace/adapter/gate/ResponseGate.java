package dev.headrace.adapter.gate;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.header.CacheControl;
import dev.headrace.adapter.header.MediaType;
import dev.headrace.adapter.report.SkipReason;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a response's head says of whether it may be rewritten.
 *
 * @param skip why not; null if it may
 * @param charset the label that {@code Content-Type} has, if any
 * @param codings the content codings to undo, in the order in which they were applied
 */
public record ResponseGate(
        @Nullable SkipReason skip, @Nullable String charset, List<ContentCoding> codings) {
    /** Of a response that is not to be rewritten whatever its head says. */
    public static final ResponseGate UNASKED = skipped(SkipReason.NO_REWRITING);

    /** What the field that {@code RewriteOptions.responseHeader} names says of a rewritten response. */
    public static final String REWRITTEN = "rewritten";

    /**
     * Judges the answer to a request of this method. An answer to HEAD is judged as the one to GET would be, and, if that may be
     * rewritten, skipped as {@link SkipReason#HEAD}.
     *
     * @param guard the name of the field that says that a response was rewritten; null if there is none
     */
    public static ResponseGate of(HttpMethod method, HttpResponse response, @Nullable String guard) {
        SkipReason skip = byStatus(response.status().code());
        if (skip == null) {
            skip = byFields(response.headers(), guard);
        }
        return skip != null ? skipped(skip) : byContent(method, response.headers());
    }

    /** RFC 9110 §15. */
    private static @Nullable SkipReason byStatus(int status) {
        return switch (status) {
            case 304 -> SkipReason.NOT_MODIFIED;
            case 206 -> SkipReason.PARTIAL_CONTENT;
            case 204, 205 -> SkipReason.STATUS;
            default -> status / 100 == 2 || status / 100 == 4 || status / 100 == 5 ? null : SkipReason.STATUS;
        };
    }

    private static @Nullable SkipReason byFields(HttpHeaders headers, @Nullable String guard) {
        if (CacheControl.isNoTransform(headers)) {
            return SkipReason.NO_TRANSFORM;
        }
        if (guard != null && headers.get(guard, "").startsWith(REWRITTEN)) {
            return SkipReason.ALREADY_REWRITTEN;
        }
        return headers.contains(HttpHeaderNames.CONTENT_LENGTH, "0", false) ? SkipReason.EMPTY : null;
    }

    private static ResponseGate byContent(HttpMethod method, HttpHeaders headers) {
        List<String> types = headers.getAll(HttpHeaderNames.CONTENT_TYPE);
        if (types.isEmpty()) {
            return skipped(SkipReason.NO_MEDIA_TYPE);
        }
        MediaType type = MediaType.parse(types.get(0));
        if (types.size() > 1
                && !types.stream().map(MediaType::parse).allMatch(other -> other != null && other.equals(type))) {
            return skipped(SkipReason.CONFLICTING_MEDIA_TYPES);
        }
        if (type != null && type.essence().equals("multipart/byteranges")) {
            return skipped(SkipReason.PARTIAL_CONTENT);
        }
        if (type == null || !type.isHtml()) {
            return skipped(SkipReason.MEDIA_TYPE);
        }
        String transfer = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (transfer != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(transfer.strip())) {
            // A transfer coding that nobody has undone (RFC 9112 §7).
            return skipped(SkipReason.UNKNOWN_CODING);
        }
        List<ContentCoding> codings = ContentCodings.parse(headers.getAll(HttpHeaderNames.CONTENT_ENCODING));
        if (codings == null) {
            return skipped(SkipReason.UNKNOWN_CODING);
        }
        if (codings.size() > ContentCodings.MOST_STACKED) {
            return skipped(SkipReason.TOO_MANY_CODINGS);
        }
        return new ResponseGate(method.equals(HttpMethod.HEAD) ? SkipReason.HEAD : null, type.charset(), codings);
    }

    private static ResponseGate skipped(SkipReason skip) {
        return new ResponseGate(skip, null, List.of());
    }
}
