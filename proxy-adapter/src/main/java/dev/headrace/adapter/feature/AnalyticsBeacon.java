package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a script at the end of each document that measures how the page loads and sends that to the page's own origin, once, when the visitor
 * leaves it. Nothing is put into what may be a fragment.
 */
public final class AnalyticsBeacon implements Feature {
    /** Where the script sends to. */
    static final String COLLECTOR = Features.OWN_PATHS + "headrace/beacon";

    private static final OwnScript SCRIPT = OwnScript.BEACON;
    private static final int MOST_TOKEN_CHARACTERS = 128;

    private final String token;
    private final Consumer<RequestHead> visits;

    /**
     * A beacon.
     *
     * @param token what the site is called in what is sent: 1 to 128 letters, digits, {@code -}, {@code _} and {@code .}
     * @param visits is told of each message; called on event loops, so it must not block. What the message says is in the request's
     *     content, which is not read here.
     * @throws IllegalArgumentException if the token is none
     */
    public AnalyticsBeacon(String token, Consumer<RequestHead> visits) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("a token is 1 to " + MOST_TOKEN_CHARACTERS
                    + " letters, digits, hyphens, low lines and full stops, not \"" + token + "\"");
        }
        this.token = token;
        this.visits = visits;
    }

    @Override
    public String name() {
        return "analytics-beacon";
    }

    @Override
    public void begin(Page page) {
        if (SCRIPT.element(page, "") == null || !page.policy().allowsOwnConnections()) {
            page.tally(this).skip("csp");
        }
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new State(page, page.tally(this)),
                handlers -> handlers.onIncludingImplied("body", this::body)
                        .on("script[src=\"" + SCRIPT.path() + "\"]", (state, script) -> state.hasBeacon = true));
    }

    private void body(State state, Element body) {
        if (state.begun || state.tally.isSkipped()) {
            return;
        }
        state.begun = true;
        body.onEndTag(end -> {
            String element = SCRIPT.element(state.page, "defer=\"\" data-token=\"" + token + "\"");
            if (!state.page.isDocument()) {
                state.tally.leftAlone("fragment");
            } else if (state.hasBeacon) {
                state.tally.leftAlone("has-beacon");
            } else if (element != null) {
                end.before(Content.html(element));
                state.tally.applied();
            }
        });
    }

    /** The script; or for a message from a page of the same origin 204. */
    @Override
    public @Nullable FullHttpResponse answer(RequestHead request) {
        if (!request.path().equals(COLLECTOR)) {
            return SCRIPT.answer(request);
        }
        HttpResponseStatus status = HttpResponseStatus.NO_CONTENT;
        if (!request.method().equals(HttpMethod.POST)) {
            status = HttpResponseStatus.METHOD_NOT_ALLOWED;
        } else if (!isSameOrigin(request)) {
            status = HttpResponseStatus.FORBIDDEN;
        } else {
            visits.accept(request);
        }
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            answer.headers().set(HttpHeaderNames.ALLOW, "POST");
        }
        return answer;
    }

    /** Fetch Metadata §2.3: browsers say where a request comes from; those that are older are believed. */
    private static boolean isSameOrigin(RequestHead request) {
        String site = request.headers().get("sec-fetch-site");
        return site == null || site.equals("same-origin");
    }

    private static boolean isToken(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean isLetterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!isLetterOrDigit && "-_.".indexOf(c) < 0) {
                return false;
            }
        }
        return !token.isEmpty() && token.length() <= MOST_TOKEN_CHARACTERS;
    }

    private static final class State {
        private final Page page;
        private final Tally tally;
        private boolean begun;
        private boolean hasBeacon;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
        }
    }
}
