package dev.headrace.adapter.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's conditions (RFC 9110 §13.1), put to the origin in its own entity tags.
 *
 * <p>What must not happen is that a client keeps, on the origin's word, a document that it would not get now: one of another version
 * of the rewriting, or one from before there was any. Tags of other versions are therefore taken out of {@code If-None-Match}. A tag
 * of the origin's own stays, since images and styles have such tags, too, unless the request is for a document.
 */
public final class Conditionals {
    private static final String ANY = "*";

    /** The origin's tags that stand for documents of the current version, which the client has. */
    private final List<String> mapped = new ArrayList<>();

    private final HttpHeaders headers;
    private final String version;

    private Conditionals(HttpHeaders headers, String version) {
        this.headers = headers;
        this.version = version;
    }

    /** Changes a request's fields; the request is one whose answer may be rewritten. */
    public static Conditionals map(HttpMethod method, HttpHeaders headers, String version) {
        Conditionals conditionals = new Conditionals(headers, version);
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            conditionals.mapNoneMatch(isForDocument(headers));
        } else {
            conditionals.mapKnown(HttpHeaderNames.IF_NONE_MATCH);
        }
        conditionals.mapKnown(HttpHeaderNames.IF_MATCH);
        conditionals.mapRange();
        return conditionals;
    }

    /**
     * The tag of a 304 as the client knows it; null to leave the 304 as it is, since it is not about a rewritten document. An origin
     * may say in a 304 that a tag is strong which is weak in its 200 (nginx does, if it would have compressed the page); a client finds
     * the document that it has by the tag that this has (RFC 9111 §4.3.4).
     */
    public @Nullable String ofNotModified(@Nullable String originTag) {
        if (originTag == null) {
            return null;
        }
        String known = mapped.contains(originTag) ? originTag : null;
        for (String tag : mapped) {
            if (known == null && EntityTags.weaklyEqual(tag, originTag)) {
                known = tag;
            }
        }
        return known == null ? null : EntityTags.derived(known, version);
    }

    /** Whether the client has a rewritten document of the current version, and asks whether it still holds. */
    public boolean hasMapped() {
        return !mapped.isEmpty();
    }

    /**
     * Whether the answer is to be shown as a document: browsers say so (Fetch Metadata), others in {@code Accept}.
     */
    static boolean isForDocument(HttpHeaders headers) {
        String destination = headers.get("sec-fetch-dest");
        if (destination != null) {
            return switch (destination) {
                case "document", "iframe", "frame", "fencedframe" -> true;
                default -> false;
            };
        }
        for (String element : FieldList.elements(headers.getAll(HttpHeaderNames.ACCEPT))) {
            MediaType type = MediaType.parse(element);
            if (type != null && type.isHtml()) {
                return true;
            }
        }
        return false;
    }

    /** RFC 9110 §13.1.2 and §13.1.3. */
    private void mapNoneMatch(boolean forDocument) {
        List<String> tags = EntityTags.list(headers.getAll(HttpHeaderNames.IF_NONE_MATCH));
        if (tags.contains(ANY)) {
            return;
        }
        List<String> forOrigin = new ArrayList<>();
        for (String tag : tags) {
            String original = EntityTags.original(tag, version);
            if (original != null) {
                mapped.add(original);
                forOrigin.add(original);
            } else if (!forDocument && !EntityTags.isDerived(tag)) {
                forOrigin.add(tag);
            }
        }
        if (!forOrigin.isEmpty()) {
            replace(HttpHeaderNames.IF_NONE_MATCH, tags, forOrigin);
        } else if (forDocument || !tags.isEmpty()) {
            headers.remove(HttpHeaderNames.IF_NONE_MATCH);
            // Without a tag beside it the date would count.
            headers.remove(HttpHeaderNames.IF_MODIFIED_SINCE);
        }
    }

    /** RFC 9110 §13.1.1: a tag of another version is none of the origin's, so that it cannot match there. */
    private void mapKnown(CharSequence name) {
        List<String> tags = EntityTags.list(headers.getAll(name));
        List<String> forOrigin = new ArrayList<>();
        for (String tag : tags) {
            String original = EntityTags.original(tag, version);
            forOrigin.add(original == null ? tag : original);
        }
        replace(name, tags, forOrigin);
    }

    private void replace(CharSequence name, List<String> tags, List<String> forOrigin) {
        if (!tags.equals(forOrigin)) {
            headers.set(name, String.join(", ", forOrigin));
        }
    }

    /** RFC 9110 §13.1.5: a part of the origin's document is no part of a rewritten one, so that the whole is asked for. */
    private void mapRange() {
        String condition = headers.get(HttpHeaderNames.IF_RANGE);
        if (condition != null && EntityTags.isDerived(condition.strip())) {
            headers.remove(HttpHeaderNames.IF_RANGE);
            headers.remove(HttpHeaderNames.RANGE);
        }
    }
}
