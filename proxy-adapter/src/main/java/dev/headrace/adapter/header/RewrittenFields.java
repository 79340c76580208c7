package dev.headrace.adapter.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Header fields and trailers of a document that is not the origin's any more. */
public final class RewrittenFields {
    /** Digests of content or of representations (RFC 9530; RFC 3230 and RFC 1864, which it replaces). */
    private static final List<String> DIGESTS = List.of("content-digest", "repr-digest", "digest", "content-md5");

    private RewrittenFields() {}

    /**
     * Makes the fields those of a rewritten document. How its end is marked is left to the caller.
     *
     * @param version what stands for the rewriting's version in entity tags
     * @param codings the tokens of the content codings that it is sent in
     */
    public static void ofHead(HttpHeaders headers, String version, List<String> codings) {
        boolean wasCoded = headers.contains(HttpHeaderNames.CONTENT_ENCODING);
        ofUnsent(headers);
        if (!codings.isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, String.join(", ", codings));
        } else if (wasCoded) {
            headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
        if (wasCoded) {
            vary(headers);
        }
        String tag = headers.get(HttpHeaderNames.ETAG);
        if (tag != null) {
            String derived = EntityTags.derived(tag, version);
            if (derived == null) {
                headers.remove(HttpHeaderNames.ETAG);
            } else {
                headers.set(HttpHeaderNames.ETAG, derived);
            }
        }
    }

    /** Takes out of a 304 what is said of content that the client never had. */
    public static void ofNotModified(HttpHeaders headers, String derivedTag) {
        ofUnsent(headers);
        headers.set(HttpHeaderNames.ETAG, derivedTag);
    }

    /** Takes out of trailers what holds of the origin's content only. */
    public static void ofTrailers(HttpHeaders trailers) {
        DIGESTS.forEach(trailers::remove);
        trailers.remove(HttpHeaderNames.CONTENT_LENGTH);
        trailers.remove(HttpHeaderNames.ETAG);
    }

    private static void ofUnsent(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        DIGESTS.forEach(headers::remove);
        if (headers.contains(HttpHeaderNames.ACCEPT_RANGES)) {
            // RFC 9110 §14.3: parts of the origin's document would not fit together with what was sent.
            headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.NONE);
        }
    }

    /** RFC 9110 §12.5.5: in which codings the document is sent depends on what this client takes. */
    private static void vary(HttpHeaders headers) {
        for (String element : FieldList.elements(headers.getAll(HttpHeaderNames.VARY))) {
            if (element.equals("*") || HttpHeaderNames.ACCEPT_ENCODING.contentEqualsIgnoreCase(element)) {
                return;
            }
        }
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    }
}
