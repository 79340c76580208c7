package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A script that a feature brings along, served by the front under a path that has its digest in it. */
final class OwnScript {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final int DIGEST_CHARACTERS = 12;

    static final OwnScript BEACON = load("beacon");
    static final OwnScript DEFERRED_SCRIPTS = load("deferred-scripts");
    static final OwnScript EMAIL_DECODE = load("email-decode");

    private static final List<OwnScript> ALL = List.of(BEACON, DEFERRED_SCRIPTS, EMAIL_DECODE);

    private final byte[] source;
    private final String path;
    private final String integrity;

    private OwnScript(String name, byte[] source) {
        this.source = source;
        byte[] digest = sha384(source);
        integrity = "sha384-" + Base64.getEncoder().encodeToString(digest);
        String version = Base64.getUrlEncoder().encodeToString(digest).substring(0, DIGEST_CHARACTERS);
        path = Features.OWN_PATHS + "headrace/" + name + "-" + version + ".js";
    }

    /** Reads {@code NAME.js} beside this class. */
    private static OwnScript load(String name) {
        try (InputStream in = OwnScript.class.getResourceAsStream(name + ".js")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + name);
            }
            return new OwnScript(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The digest of the script, as an element has it (Subresource Integrity §3.5). */
    String integrity() {
        return integrity;
    }

    /** The answer, if a request is for any of them. */
    static @Nullable FullHttpResponse answerAny(RequestHead request) {
        for (OwnScript script : ALL) {
            FullHttpResponse answer = script.answer(request);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** Changes when any of them does. */
    static String versions() {
        return ALL.stream().map(OwnScript::path).collect(Collectors.joining(" "));
    }

    /** Where it is on every host. */
    String path() {
        return path;
    }

    /**
     * An element that loads it: by the page's nonce, or as a script of the page's own origin.
     *
     * @param attributes more attributes, such as {@code defer}; may be empty
     * @return null if the page's policy allows neither
     */
    @Nullable
    String element(Page page, String attributes) {
        String nonce = page.policy().scriptNonce();
        if (nonce == null && !page.policy().allowsOwnScripts()) {
            return null;
        }
        return "<script src=\"" + path + "\" integrity=\"" + integrity + "\""
                + (attributes.isEmpty() ? "" : " " + attributes)
                + (nonce == null ? "" : " nonce=\"" + nonce + "\"") + "></script>";
    }

    /** The script, if it is what the request is for. */
    @Nullable
    FullHttpResponse answer(RequestHead request) {
        if (!request.path().equals(path)) {
            return null;
        }
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        ByteBuf content = isRead ? Unpooled.wrappedBuffer(source) : Unpooled.EMPTY_BUFFER;
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, isRead ? HttpResponseStatus.OK : HttpResponseStatus.METHOD_NOT_ALLOWED, content);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (isRead) {
            answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/javascript; charset=utf-8");
            answer.headers().set(HttpHeaderNames.CACHE_CONTROL, FOREVER);
            answer.headers().set("x-content-type-options", "nosniff");
        } else {
            answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        return answer;
    }

    private static byte[] sha384(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
